package io.creditplatform.file;

import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** What a failure to read or write a file means. */
public final class FileFailure {

    private FileFailure() {}

    /** Why a text is no name of a file for this process, in a few words. */
    public static String reason(InvalidPathException failure) {
        return "is no name of a file here. Where it has other signs than ASCII, set a locale that has them, as by"
                + " LC_ALL=C.UTF-8 (" + Visible.of(failure.getReason()) + ")";
    }

    /** Why it could not be read or written, in a few words, which do not name it. */
    public static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        if (reason != null) {
            return Visible.of(reason);
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        } else if (failure instanceof FileAlreadyExistsException) {
            return "something else has that name";
        }
        return Visible.of(failure);
    }

    /** What to do where something could not be written: room is no remedy where nobody may write. */
    public static String remedy(IOException failure) {
        return (failure instanceof AccessDeniedException ? "" : "make room, or ") + "choose another place";
    }
}
