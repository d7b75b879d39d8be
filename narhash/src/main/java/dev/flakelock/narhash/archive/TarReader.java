package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.NarException;
import java.io.IOException;

/**
 * Finds the members of a tar archive: v7, ustar, pax, GNU and Solaris extended headers. Data is handed on in place,
 * without a copy. Sparse files are refused.
 */
final class TarReader {
    private static final int MAX_METADATA = 8 << 20;

    private final Blocks blocks;
    private final MemberSink sink;
    private PaxRecords records = new PaxRecords();
    /** The typeflags of the metadata members since the last member that makes a node. */
    private String metadata = "";
    /** A pax header has been seen, so sizes of hard links count. */
    private boolean pax;

    private boolean inData;

    TarReader(Blocks blocks, MemberSink sink) {
        this.blocks = blocks;
        this.sink = sink;
    }

    /** Whether a first block can be the beginning of a tar archive. */
    static boolean recognises(byte[] block) {
        TarHeader header = new TarHeader(block);
        return block.length >= TarHeader.SIZE && (header.isZero() || header.isValid());
    }

    /** The error as Nix says it: with what was being done at that moment. */
    NarException describe(FormatException error) {
        if (error.ofSequence()) {
            return new NarException("failed to extract archive (" + error.getMessage() + ")", error);
        }
        String activity = inData ? "cannot read file from tarball: " : "cannot get archive member name: ";
        return new NarException(activity + error.getMessage(), error);
    }

    /** Reads up to the end-of-archive mark or the end of the bytes. */
    void read() throws IOException {
        byte[] block = new byte[TarHeader.SIZE];
        while (true) {
            int length = blocks.copy(block, block.length);
            if (length < block.length) {
                end(length);
                return;
            }
            TarHeader header = new TarHeader(block);
            if (header.isZero()) {
                return;
            }
            if (!header.isValid()) {
                throw new FormatException("Damaged tar archive (bad header checksum)");
            }
            header(header);
        }
    }

    /** The bytes end without the end-of-archive mark, which is fine between two members. */
    private void end(int length) throws FormatException {
        boolean awaitsMember = !metadata.replace("g", "").isEmpty();
        if (length > 0) {
            String message = "Truncated tar archive detected while reading next header";
            throw awaitsMember ? FormatException.ofSequence(message) : new FormatException(message);
        }
        if (awaitsMember) {
            throw FormatException.ofSequence("Damaged tar archive (end-of-archive within a sequence of headers)");
        }
    }

    private void header(TarHeader header) throws IOException {
        switch (header.typeflag()) {
            case 'x', 'X' -> {
                note('x');
                records.add(metadata(header, "Truncated tar archive detected while reading pax attribute name"));
            }
            case 'g' -> {
                note('g');
                skipData(header.size());
            }
            case 'L' -> records.longName(longText(header));
            case 'K' -> records.longLink(longText(header));
            case 'V', 'A' -> skipData(header.size());
            default -> {
                member(header);
                records = new PaxRecords();
                metadata = "";
            }
        }
    }

    /** A pax header, of which a member has at most one. */
    private void note(char typeflag) throws FormatException {
        if (metadata.indexOf(typeflag) >= 0) {
            String message = "Redundant '" + typeflag + "' header";
            throw typeflag == 'x' ? FormatException.ofSequence(message) : new FormatException(message);
        }
        metadata += typeflag;
        pax = true;
    }

    private byte[] longText(TarHeader header) throws IOException {
        metadata = metadata.indexOf(header.typeflag()) >= 0 ? metadata : metadata + header.typeflag();
        return metadata(header, "Truncated archive detected while reading metadata");
    }

    private byte[] metadata(TarHeader header, String truncated) throws IOException {
        long size = checkedSize(header.size());
        if (size > MAX_METADATA) {
            throw new FormatException("Damaged tar archive (metadata of " + size + " bytes)");
        }
        byte[] data = new byte[(int) size];
        if (blocks.copy(data, data.length) < data.length) {
            throw new FormatException(truncated);
        }
        skipPadding(size);
        return data;
    }

    private void member(TarHeader header) throws IOException {
        byte[] name = records.pathOr(header);
        warn(name);
        switch (header.typeflag()) {
            case '1' -> hardLink(header, name);
            case '2' -> push(header, Member.Kind.SYMLINK, name, records.linkpathOr(header));
            case '3' -> throw unsupported(name, 8192);
            case '4' -> throw unsupported(name, 24576);
            case '6' -> throw unsupported(name, 4096);
            case 'M' -> throw unsupported(name, 0);
            case '5' -> push(header, Member.Kind.DIRECTORY, name, new byte[0]);
            case 'D' -> {
                push(header, Member.Kind.DIRECTORY, name, new byte[0]);
                skipData(records.sizeOr(header));
            }
            case 'S' -> throw sparse(name);
            default -> file(header, name);
        }
    }

    private void file(TarHeader header, byte[] name) throws IOException {
        if (name.length > 0 && name[name.length - 1] == '/') {
            push(header, Member.Kind.DIRECTORY, name, new byte[0]);
            return;
        }
        if (records.isSparse()) {
            throw sparse(name);
        }
        long size = checkedSize(records.sizeOr(header));
        sink.begin(
                new Member(Member.Kind.FILE, name, new byte[0], size, header.ownerExecutes(), records.mtimeOr(header)));
        inData = true;
        data(size);
        skipPadding(size);
        inData = false;
        sink.endFile();
    }

    private void data(long size) throws IOException {
        long missing = size;
        while (missing > 0) {
            if (blocks.position == blocks.limit && !blocks.more()) {
                throw new FormatException("Truncated tar archive detected while reading data");
            }
            int count = (int) Math.min(missing, blocks.limit - blocks.position);
            sink.data(blocks.bytes, blocks.position, count);
            blocks.position += count;
            missing -= count;
        }
    }

    /** A hard link has data only in pax archives; elsewhere its size means nothing. */
    private void hardLink(TarHeader header, byte[] name) throws IOException {
        long size = checkedSize(records.sizeOr(header));
        push(header, Member.Kind.HARD_LINK, name, records.linkpathOr(header));
        skipData(pax ? size : 0);
    }

    private void push(TarHeader header, Member.Kind kind, byte[] name, byte[] target) throws IOException {
        sink.begin(new Member(kind, name, target, 0, false, records.mtimeOr(header)));
    }

    private void warn(byte[] name) {
        if (records.isMalformed()) {
            sink.warn("getting archive member '" + Member.text(name) + "': Malformed pax attributes");
        }
        if (records.hasForeignPath()) {
            sink.warn("getting archive member '" + Member.text(name)
                    + "': Pathname can't be converted from UTF-8 to current locale");
        } else if (records.hasForeignLinkpath()) {
            sink.warn("getting archive member '" + Member.text(name)
                    + "': Linkpath can't be converted from UTF-8 to current locale");
        }
    }

    private void skipData(long size) throws IOException {
        skip(checkedSize(size));
        skipPadding(size);
    }

    private void skipPadding(long size) throws IOException {
        skip(-size & (TarHeader.SIZE - 1));
    }

    private void skip(long length) throws IOException {
        long skipped = blocks.skip(length);
        if (skipped < length) {
            throw new FormatException(
                    "Truncated input file (needed " + length + " bytes, only " + skipped + " available)");
        }
    }

    private static long checkedSize(long size) throws FormatException {
        if (size < 0) {
            throw FormatException.ofSequence("Tar entry has negative file size");
        }
        if (size > Long.MAX_VALUE - TarHeader.SIZE) {
            throw FormatException.ofSequence("Tar entry size overflow");
        }
        return size;
    }

    private static NarException unsupported(byte[] name, int type) {
        return new NarException("file '" + Member.text(name) + "' in tarball has unsupported file type " + type);
    }

    private static NarException sparse(byte[] name) {
        return new NarException("file '" + Member.text(name) + "' in tarball is sparse, which is not supported");
    }
}
