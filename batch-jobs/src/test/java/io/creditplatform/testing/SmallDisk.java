package io.creditplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, which a test can fill, and make larger. Only root can mount one, and not everywhere. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private boolean mounted;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @param folder where; it is made if it is not there
     */
    public static SmallDisk mount(Path folder, long kilobytes) {
        try {
            SmallDisk disk = new SmallDisk(Files.createDirectories(folder));
            disk.mounted =
                    succeeds("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
            if (!disk.mounted) {
                throw new IllegalStateException("cannot mount " + folder);
            }
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether one can be mounted here. */
    public static boolean canBeMounted() throws IOException {
        if (!Files.isExecutable(Path.of("/bin/mount"))) {
            return false;
        }
        Path probe = Files.createTempDirectory("probe");
        boolean can = succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", probe.toString())
                && succeeds("umount", probe.toString());
        Files.delete(probe);
        return can;
    }

    /** Gives it another size. */
    public void resize(long kilobytes) {
        if (!succeeds("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString())) {
            throw new IllegalStateException("cannot resize " + folder);
        }
    }

    /**
     * Unmounts it, with what is in it; does nothing if it is not mounted.
     *
     * @throws IllegalStateException if somebody holds on to a file there
     */
    @Override
    public void close() {
        if (mounted && !succeeds("umount", folder.toString())) {
            throw new IllegalStateException("somebody holds on to a file in " + folder);
        }
        mounted = false;
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
