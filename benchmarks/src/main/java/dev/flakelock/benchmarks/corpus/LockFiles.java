package dev.flakelock.benchmarks.corpus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** {@code flake.lock} files of many nodes, in the form that Nix writes. */
public final class LockFiles {

    /** As many nodes as the lock file of a large configuration has. */
    public static final int NODES = 237;

    private static final int FAN_OUT = 6;

    private LockFiles() {}

    /** A lock file of that many nodes, the root among them; members are not in their final order. */
    public static byte[] of(int nodes) {
        StringBuilder json = new StringBuilder("{\n  \"nodes\": {\n");
        for (int i = 0; i < nodes; i++) {
            json.append(i == 0 ? "    \"root\": {\n" : "    \"" + name(i) + "\": {\n");
            inputs(json, i, nodes);
            if (i > 0) {
                json.append(",\n");
                references(json, i);
            }
            json.append("\n    }").append(i + 1 < nodes ? ",\n" : "\n");
        }
        json.append("  },\n  \"root\": \"root\",\n  \"version\": 7\n}\n");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void inputs(StringBuilder json, int node, int nodes) {
        json.append("      \"inputs\": {");
        int first = node * FAN_OUT + 1;
        for (int child = first; child < Math.min(first + FAN_OUT, nodes); child++) {
            json.append("\n        \"")
                    .append(name(child))
                    .append("\": \"")
                    .append(name(child))
                    .append("\",");
        }
        json.append(node == 0 ? "" : "\n        \"nixpkgs\": [\n          \"" + name(1) + "\"\n        ],");
        json.setLength(json.length() - 1);
        json.append("\n      }");
    }

    private static void references(StringBuilder json, int node) {
        String place = "\"owner\": \"owner-" + node % 17 + "\",\n        \"repo\": \"" + name(node) + "\",\n";
        byte[] digest = digest(node);
        json.append("      \"locked\": {\n        \"lastModified\": ").append(GitArchive.TIME + node);
        json.append(",\n        \"narHash\": \"sha256-")
                .append(Base64.getEncoder().encodeToString(digest));
        json.append("\",\n        ").append(place).append("        \"rev\": \"");
        json.append(HexFormat.of().formatHex(digest, 0, 20)).append("\",\n        \"type\": \"github\"\n      },\n");
        json.append("      \"original\": {\n        ").append(place).append("        \"type\": \"github\"\n      }");
    }

    private static String name(int node) {
        return "input-" + node;
    }

    private static byte[] digest(int node) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name(node).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
