package io.creditplatform.http;

import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens in a file: one a line, a name and the token's SHA-256, with a blank between, and {@code jobs} behind those that may have
 * jobs done. The tokens themselves are kept nowhere;
 * they are random and long, so a plain hash of them cannot be turned back.
 */
public final class Tokens {

    private static final Pattern LINE = Pattern.compile("(\\S+) ([0-9a-f]{64})( " + Use.JOBS.word() + ")?");
    private static final int RANDOM_BYTES = 32;

    private final List<Token> tokens;

    private Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** What a token is for. */
    public enum Use {
        /** Asking for figures and rows. */
        READ("serve"),
        /** Having jobs done. */
        JOBS("run");

        private final String command;

        Use(String command) {
            this.command = command;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How to make one, as a sentence. */
        private String remedy() {
            return "`credit " + command + " --new-token NAME --tokens FILE` adds one.";
        }
    }

    /**
     * One of them.
     *
     * @param name whose it is
     */
    @SuppressWarnings("ArrayRecordComponent") // they are never compared as a whole
    public record Token(String name, Use use, byte[] hash) {}

    /**
     * Reads a file; lines that are empty or begin with {@code #} do not count.
     *
     * @param use what tokens are wanted for, as messages will say
     * @throws IllegalArgumentException if a line is wrong or there is no token; the message names the file and line
     */
    public static Tokens read(Path file, Use use) {
        SpecialFile.findObstacle(file).ifPresent(obstacle -> {
            throw new IllegalArgumentException(obstacle + " with tokens");
        });
        List<Token> tokens = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tokens in " + Visible.of(file), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                var parts = LINE.matcher(line);
                if (!parts.matches()) {
                    throw new IllegalArgumentException(Visible.of(file) + ", line " + (i + 1)
                            + " is no token, expected a name, a blank and 64 hexadecimal digits. " + use.remedy());
                }
                tokens.add(new Token(
                        parts.group(1),
                        parts.group(3) == null ? Use.READ : Use.JOBS,
                        HexFormat.of().parseHex(parts.group(2))));
            }
        }
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException(Visible.of(file) + " holds no token. " + use.remedy());
        }
        return new Tokens(tokens);
    }

    /** Adds a new token to a file, which is made if need be, readable by its owner alone; returns the token. */
    public static String add(Path file, String name, Use use) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            OwnedFiles.file(file);
            boolean withinALine = endsWithinALine(file);
            try (Writer writer = OwnedFiles.appender(file)) {
                writer.write((withinALine ? "\n" : "") + name + " "
                        + HexFormat.of().formatHex(hash(token)) + (use == Use.JOBS ? " " + use.word() : "") + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot add a token to " + Visible.of(file), e);
        }
        return token;
    }

    /** Editors leave files whose last line has no end; what is added would belong to it. */
    private static boolean endsWithinALine(Path file) throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return bytes.size() > 0 && bytes.position(bytes.size() - 1).read(last) == 1 && last.get(0) != '\n';
        }
    }

    /** Which of them it is; how long that takes to say tells nothing. */
    public Optional<Token> find(String token) {
        byte[] hash = hash(token);
        Optional<Token> found = Optional.empty();
        for (Token known : tokens) {
            if (MessageDigest.isEqual(known.hash(), hash)) {
                found = Optional.of(known);
            }
        }
        return found;
    }

    /** That which a request shows, if it is one of them. */
    public Optional<Token> shown(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> find(header.substring(7).strip()));
    }

    /** What is wanted of a request that shows none of them, as a sentence or two. */
    public static String needed(@Nullable String authorization) {
        return (authorization == null
                        ? "A token is needed: "
                        : "What was shown is no token of this server's file; it may be mistyped, or not be there any more. Expected ")
                + "Authorization: Bearer TOKEN.";
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
