package dev.flakelock.narhash.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.narhash.DirectoryHasher;
import dev.flakelock.narhash.NarException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash of a tree does not depend on the order of members, on what is held in memory, or on how it is read. */
class ArchiveOrderTest {
    private static final ArchiveOptions DEFAULT = ArchiveOptions.DEFAULT;
    /** Blocks of the store are 128 KiB: one is the least it can hold. */
    private static final ArchiveOptions TIGHT = DEFAULT.holding(200_000);

    @TempDir
    Path directory;

    @Test
    void randomTreesInEveryOrder() throws Exception {
        for (long seed = 0; seed < 150; seed++) {
            RandomTree tree = new RandomTree(seed, 60_000);
            String expected = tree.hash();
            for (List<TarBuilder.Header> members : List.of(tree.gitOrder(), tree.sortedOrder(), tree.shuffled())) {
                byte[] tar = RandomTree.tar(members);
                for (ArchiveOptions options : List.of(DEFAULT, TIGHT, DEFAULT.holding(0))) {
                    assertThat(once(tar, options)).as("seed %d", seed).isEqualTo(expected);
                    assertThat(again(tar, options, new AtomicInteger()))
                            .as("seed %d", seed)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void randomTreesFromDisk() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            RandomTree tree = new RandomTree(seed, 3000);
            Path root = directory.resolve("tree" + seed);
            tree.write(root);
            assertThat(new DirectoryHasher().hash(root).narHash().toSri()).isEqualTo(tree.hash());
        }
    }

    @Test
    void gitOrderNeedsOnePassWithinTheBudget() throws Exception {
        List<TarBuilder.Header> members = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = String.format("top/d%03d", i);
            members.add(new TarBuilder.Header('0', name + ".nix").data(random(i, 2000)));
            members.add(new TarBuilder.Header('5', name + "/"));
            members.add(new TarBuilder.Header('0', name + "/default.nix").data(random(i, 30_000)));
        }
        AtomicInteger passes = new AtomicInteger();

        String streamed = again(RandomTree.tar(members), DEFAULT.holding(1 << 20), passes);

        assertThat(streamed).isEqualTo(once(RandomTree.tar(members), DEFAULT));
        assertThat(passes).hasValue(1);
    }

    @Test
    void gitOrderNeedsOnePassWhileOthersHaveAllTheMemory() throws Exception {
        List<TarBuilder.Header> members = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            members.add(new TarBuilder.Header('0', String.format("top/f%03d", i)).data(random(i, 30_000)));
        }
        AtomicInteger passes = new AtomicInteger();
        int all = 32 << 20;

        assertThat(SpareMemory.take(all)).isTrue();
        String streamed;
        try {
            streamed = again(RandomTree.tar(members), DEFAULT, passes);
        } finally {
            SpareMemory.giveBack(all);
        }

        assertThat(streamed).isEqualTo(once(RandomTree.tar(members), DEFAULT));
        assertThat(passes).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"top/by/late", "top/by-0", "other", "top/by-name/f000"})
    void aBrokenAssumptionCostsASecondPass(String late) throws Exception {
        List<TarBuilder.Header> members = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            members.add(new TarBuilder.Header('0', String.format("top/by-name/f%03d", i)).data(random(i, 30_000)));
        }
        members.add(new TarBuilder.Header('0', late).data(random(1000, 10)));
        byte[] tar = RandomTree.tar(members);
        AtomicInteger passes = new AtomicInteger();

        String streamed = again(tar, DEFAULT.holding(1 << 20), passes);

        assertThat(streamed).isEqualTo(once(tar, DEFAULT));
        assertThat(passes).hasValue(2);
    }

    @Test
    void aHardLinkToWhatIsAlreadyHashedCostsASecondPass() throws Exception {
        List<TarBuilder.Header> members = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            members.add(new TarBuilder.Header('0', String.format("top/f%03d", i)).data(random(i, 30_000)));
        }
        members.add(new TarBuilder.Header('1', "top/z").linkname("top/f000"));
        AtomicInteger passes = new AtomicInteger();

        String streamed = again(RandomTree.tar(members), DEFAULT.holding(1 << 20), passes);

        assertThat(streamed).isEqualTo(once(RandomTree.tar(members), DEFAULT));
        assertThat(passes).hasValue(2);
    }

    /** As in Nix, which reads all of an archive before it makes a NAR of it. */
    @Test
    void ofTwoFaultsTheOneIsToldThatReadingMeets() throws Exception {
        List<TarBuilder.Header> members = new ArrayList<>();
        byte[] deep = ("top/" + "d/".repeat(70) + "f").getBytes(US_ASCII);
        members.add(new TarBuilder.Header('L', "././@LongLink").data(deep));
        members.add(new TarBuilder.Header('0', "deep").data(random(0, 10)));
        for (int i = 0; i < 100; i++) {
            members.add(new TarBuilder.Header('0', String.format("top/f%03d", i)).data(random(i, 30_000)));
        }
        byte[] tar = RandomTree.tar(members);
        byte[] cut = Arrays.copyOf(tar, tar.length - 20_000);

        assertThat(refusal(tar, DEFAULT.holding(1 << 20)))
                .isEqualTo(refusal(tar, DEFAULT))
                .contains("depth of 64");
        assertThat(refusal(cut, DEFAULT.holding(1 << 20)))
                .isEqualTo(refusal(cut, DEFAULT))
                .contains("Truncated");
    }

    private static String refusal(byte[] tar, ArchiveOptions options) {
        NarException refused = catchThrowableOfType(NarException.class, () -> again(tar, options, new AtomicInteger()));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void anUnsortedArchiveIsNotTriedInVain() throws Exception {
        List<TarBuilder.Header> members = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            members.add(new TarBuilder.Header('0', String.format("top/f%03d", i)).data(random(i, 30_000)));
        }
        AtomicInteger passes = new AtomicInteger();

        String spooled = again(RandomTree.tar(members), DEFAULT.holding(1 << 20), passes);

        assertThat(spooled).isEqualTo(once(RandomTree.tar(members), DEFAULT));
        assertThat(passes).hasValue(1);
    }

    @Test
    void aFileLargerThanTheBudgetStreamsThrough() throws Exception {
        byte[] tar = new TarBuilder()
                .file("top/a", "1")
                .add(new TarBuilder.Header('0', "top/flake.nix").data(random(7, 3 << 20)))
                .file("top/z", "2")
                .bytes();
        AtomicInteger passes = new AtomicInteger();

        var tree = ArchiveHasher.hash(counted(tar, passes), DEFAULT.holding(1 << 20));

        assertThat(tree.narHash().toSri()).isEqualTo(once(tar, DEFAULT));
        assertThat(tree.listing().contents("flake.nix")).hasValue(random(7, 3 << 20));
        assertThat(passes).hasValue(1);
    }

    private static String once(byte[] tar, ArchiveOptions options) throws IOException {
        return ArchiveHasher.hash(new ByteArrayInputStream(tar), options)
                .narHash()
                .toSri();
    }

    private static String again(byte[] tar, ArchiveOptions options, AtomicInteger passes) throws IOException {
        return ArchiveHasher.hash(counted(tar, passes), options).narHash().toSri();
    }

    private static ArchiveSource counted(byte[] tar, AtomicInteger passes) {
        return () -> {
            passes.incrementAndGet();
            return new ByteArrayInputStream(tar);
        };
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }
}
