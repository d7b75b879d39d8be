package dev.flakelock.core.nix;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that Nix 2.34 knows before it reads a file, in the order in which it creates them, and the names that
 * are bound everywhere.
 */
final class KnownNames {

    /** Names that Nix has as constants, the empty name among them. */
    static final List<String> WELL_KNOWN = wellKnown();

    /** What a file can use without binding it, when it is evaluated purely, as flakes are. */
    static final List<String> GLOBALS = words("""
            __add __addDrvOutputDependencies __addErrorContext __all __any __appendContext __attrNames
            __attrValues __bitAnd __bitOr __bitXor __catAttrs __ceil __compareVersions __concatLists
            __concatMap __concatStringsSep __convertHash __deepSeq __div __elem __elemAt __fetchurl
            __filter __filterSource __findFile __flakeRefToString __floor __foldl' __fromJSON
            __functionArgs __genList __genericClosure __getAttr __getContext __getEnv __getFlake __groupBy
            __hasAttr __hasContext __hashFile __hashString __head __intersectAttrs __isAttrs __isBool
            __isFloat __isFunction __isInt __isList __isPath __isString __langVersion __length __lessThan
            __listToAttrs __mapAttrs __match __mul __nixPath __nixVersion __parseDrvName __parseFlakeRef
            __partition __path __pathExists __readDir __readFile __readFileType __replaceStrings __seq
            __sort __split __splitVersion __storeDir __storePath __stringLength __sub __substring __tail
            __toFile __toJSON __toPath __toXML __trace __traceVerbose __tryEval __typeOf
            __unsafeDiscardOutputDependency __unsafeDiscardStringContext __unsafeGetAttrPos __warn
            __zipAttrsWith abort baseNameOf break builtins derivation derivationStrict dirOf false fetchGit
            fetchMercurial fetchTarball fetchTree fromTOML import isNull map null placeholder removeAttrs
            scopedImport throw toString true
            """);

    /** What is bound in addition when a file is evaluated impurely. */
    static final List<String> IMPURE_GLOBALS = List.of("__currentSystem", "__currentTime");

    /** The attributes of {@code builtins}: the globals, without the underscores that hide most of them. */
    static final List<String> BUILTINS = builtins();

    private KnownNames() {}

    private static List<String> wellKnown() {
        List<String> names = new ArrayList<>(words("""
            <with> outPath drvPath type meta name value system __overrides outputs outputName __ignoreNulls
            file line column __functor __toString right wrong __structuredAttrs __json allowedReferences
            allowedRequisites disallowedReferences disallowedRequisites maxSize maxClosureSize builder args
            __contentAddressed __impure outputHash outputHashAlgo outputHashMode recurseForDerivations
            description self
            """));
        names.add("");
        names.addAll(words("""
            startSet operator key path prefix outputSpecified __sub __lessThan __mul __div or __findFile
            __nixPath body
            """));
        return List.copyOf(names);
    }

    private static List<String> builtins() {
        List<String> names = new ArrayList<>(GLOBALS.size());
        for (String name : GLOBALS) {
            names.add(name.startsWith("__") ? name.substring(2) : name);
        }
        return List.copyOf(names);
    }

    /** The words, which one character separates; no regular expression, for the sake of start-up. */
    private static List<String> words(String text) {
        return List.of(text.strip().replace('\n', ' ').split(" ", -1));
    }
}
