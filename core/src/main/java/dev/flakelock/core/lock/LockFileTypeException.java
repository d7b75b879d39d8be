package dev.flakelock.core.lock;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonValue;

/** A lock file that is JSON, but with a value of the wrong type somewhere. */
public final class LockFileTypeException extends FlakeException {

    private static final long serialVersionUID = 1L;

    private LockFileTypeException(String message) {
        super(message);
    }

    /** Where a value of one type is needed, there is another one. */
    static LockFileTypeException mustBe(String type, JsonValue value) {
        return new LockFileTypeException(
                "[json.exception.type_error.302] type must be " + type + ", but is " + value.typeName());
    }

    /** Members are looked for in something that has none. */
    static LockFileTypeException noMembers(int error, String operation, JsonValue value) {
        return new LockFileTypeException(
                "[json.exception.type_error." + error + "] cannot use " + operation + " with " + value.typeName());
    }
}
