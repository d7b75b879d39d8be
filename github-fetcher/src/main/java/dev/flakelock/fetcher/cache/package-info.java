/**
 * What is remembered between runs: immutable facts about inputs, and answers of servers that count for a while.
 *
 * <h2>On disk</h2>
 *
 * An entry is a file {@code v1/DOMAIN/XX/YYY…} below the cache directory, where {@code XXYYY…} is the SHA-256 of its
 * domain and key in hexadecimal digits. It holds a line {@code flakelock-cache 1}, a line with the SHA-256 of all that
 * follows, a line with a JSON object ({@code domain}, {@code key}, {@code time} in seconds since 1970, {@code fields})
 * and then bytes up to the end of the file. Files are written under another name and then renamed, so processes that
 * run at the same time see whole entries only. An entry whose check sum or key is wrong is deleted with a warning.
 *
 * <p>Keys name the way in which something was got (type, host, repository, commit), not just a commit: the same commit
 * can have different trees on different ways, for example where a forge leaves files out of its archives.
 *
 * <p>May use {@code http}, {@code core} and {@code narhash}; the fetchers may use it.
 */
@NullMarked
package dev.flakelock.fetcher.cache;

import org.jspecify.annotations.NullMarked;
