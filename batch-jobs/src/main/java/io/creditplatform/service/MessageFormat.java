package io.creditplatform.service;

import io.creditplatform.console.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How an event is written to somebody. */
enum MessageFormat {
    /** All that is known of it, for programs, with a text for people. */
    JSON {
        @Override
        String body(Event event) {
            ObjectNode all = Json.MAPPER.valueToTree(event);
            all.put("id", id(event));
            all.put("text", event.text());
            return Json.MAPPER.writeValueAsString(all);
        }
    },
    /** A message in a chat, as Slack's incoming webhooks take it, and Mattermost's and others after them. */
    SLACK {
        @Override
        String body(Event event) {
            String text =
                    event.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            return Json.MAPPER.writeValueAsString(Map.of("text", text));
        }
    },
    /** A card in a chat, as the workflows of Microsoft Teams take it. */
    TEAMS {
        @Override
        String body(Event event) {
            return Json.MAPPER.writeValueAsString(Map.of(
                    "type",
                    "message",
                    "attachments",
                    List.of(Map.of(
                            "contentType",
                            "application/vnd.microsoft.card.adaptive",
                            "content",
                            Map.of(
                                    "type",
                                    "AdaptiveCard",
                                    "version",
                                    "1.4",
                                    "body",
                                    List.of(Map.of("type", "TextBlock", "wrap", true, "text", event.text())))))));
        }
    };

    private static final int ID_DIGITS = 32;

    /** The body of a message that tells of an event. */
    abstract String body(Event event);

    /** Tells an event from all others, and stays the same if it is told again. */
    static String id(Event event) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(event.key().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
