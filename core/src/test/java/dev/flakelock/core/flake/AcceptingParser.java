package dev.flakelock.core.flake;

import java.util.SortedMap;

/** Takes every reference, as text that says how it was asked for. */
final class AcceptingParser implements InputReferenceParser<String> {

    @Override
    public String fromUrl(String url, boolean isFlake) {
        return "url " + url + (isFlake ? "" : " (no flake)");
    }

    @Override
    public String fromAttributes(SortedMap<String, Object> attributes) {
        return "attributes " + attributes;
    }

    @Override
    public String fromArgument(String name) {
        return "argument " + name;
    }
}
