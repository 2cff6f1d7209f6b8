package io.creditplatform.analytics.web;

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
import java.util.regex.Pattern;

/**
 * The tokens in a file: one a line, a name and the token's SHA-256, with a blank between. The tokens themselves are kept nowhere;
 * they are random and long, so a plain hash of them cannot be turned back.
 */
final class Tokens {

    private static final Pattern LINE = Pattern.compile("(\\S+) ([0-9a-f]{64})");
    private static final int RANDOM_BYTES = 32;

    private final List<byte[]> hashes;

    private Tokens(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * Reads a file; lines that are empty or begin with {@code #} do not count.
     *
     * @throws IllegalArgumentException if a line is wrong or there is no token; the message names the file and line
     */
    static Tokens read(Path file) {
        SpecialFile.findObstacle(file).ifPresent(obstacle -> {
            throw new IllegalArgumentException(obstacle + " with tokens");
        });
        List<byte[]> hashes = new ArrayList<>();
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
                            + " is no token, expected a name, a blank and 64 hexadecimal digits."
                            + " `credit serve --new-token NAME --tokens FILE` adds one.");
                }
                hashes.add(HexFormat.of().parseHex(parts.group(2)));
            }
        }
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException(
                    Visible.of(file) + " holds no token." + " `credit serve --new-token NAME --tokens FILE` adds one.");
        }
        return new Tokens(hashes);
    }

    /** Adds a new token to a file, which is made if need be, readable by its owner alone; returns the token. */
    static String add(Path file, String name) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            OwnedFiles.file(file);
            boolean withinALine = endsWithinALine(file);
            try (Writer writer = OwnedFiles.appender(file)) {
                writer.write(
                        (withinALine ? "\n" : "") + name + " " + HexFormat.of().formatHex(hash(token)) + "\n");
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

    /** Whether it is one of them; how long that takes to say tells nothing. */
    boolean contain(String token) {
        byte[] hash = hash(token);
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
