package dev.flakelock.narhash.archive;

import java.io.IOException;

/** Takes the members of an archive in its order. Only a regular file has data, and only it is ended. */
interface MemberSink {
    void begin(Member member) throws IOException;

    /** The next bytes of the file; the array is used again afterwards. */
    void data(byte[] bytes, int offset, int length) throws IOException;

    void endFile() throws IOException;

    void warn(String warning);
}
