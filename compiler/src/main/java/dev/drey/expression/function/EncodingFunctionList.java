package dev.drey.expression.function;

import dev.drey.expression.runtime.Encodings;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Hashes, encodings, URLs. */
final class EncodingFunctionList {
  private EncodingFunctionList() {}

  private static RuntimeFunction encoding(String name, String doc, String example, String result) {
    return RuntimeFunction.of(
        name, Group.ENCODING, Encodings.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
    return List.of(
        encoding(
                "MD5",
                "The MD5 hash of the text, 32 hexadecimal digits.",
                "MD5('a')",
                "'0cc175b9c0f1b6a831c399e269772661'")
            .strict("STRING -> STRING", "md5"),
        encoding(
                "SHA1",
                "The SHA-1 hash of the text, 40 hexadecimal digits.",
                "SHA1('a')",
                "'86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'")
            .strict("STRING -> STRING", "sha1"),
        encoding(
                "SHA256",
                "The SHA-256 hash of the text, 64 hexadecimal digits.",
                "SHA256('a')",
                "'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'")
            .strict("STRING -> STRING", "sha256"),
        encoding(
                "SHA512",
                "The SHA-512 hash of the text, 128 hexadecimal digits.",
                "CHAR_LENGTH(SHA512('a'))",
                "128")
            .strict("STRING -> STRING", "sha512"),
        encoding(
                "SHA224",
                "The SHA-224 hash of the text, 56 hexadecimal digits.",
                "SHA224('a')",
                "'abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5'")
            .strict("STRING -> STRING", "sha224"),
        encoding(
                "SHA384",
                "The SHA-384 hash of the text, 96 hexadecimal digits.",
                "CHAR_LENGTH(SHA384('a'))",
                "96")
            .strict("STRING -> STRING", "sha384"),
        encoding(
                "SHA2",
                "The SHA-2 hash of the text of 224, 256, 384 or 512 bits, in hexadecimal digits.",
                "SHA2('a', 256) = SHA256('a')",
                "TRUE")
            .strict("STRING, INT -> STRING", "sha2")
            .checked(1, ArgumentCheck.oneOf(Encodings.SHA2, "a length of SHA-2")),
        encoding(
                "HEX",
                "The number, or the UTF-8 bytes of the text, in hexadecimal digits; a negative"
                    + " number has 16.",
                "HEX(255)",
                "'FF'")
            .strict("BIGINT -> STRING", "hexOf")
            .strict("STRING -> STRING", "hexOf"),
        encoding(
                "ENCODE",
                "The bytes of the text in US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE or"
                    + " UTF-16.",
                "ENCODE('hi', 'UTF-8')",
                "X'6869'")
            .strict("STRING, STRING -> BYTES NULL", "encode")
            .checked(1, ArgumentCheck::charset),
        encoding(
                "DECODE",
                "The text that bytes hold in US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE or"
                    + " UTF-16.",
                "DECODE(X'6869', 'UTF-8')",
                "'hi'")
            .strict("BYTES, STRING -> STRING NULL", "decode")
            .checked(1, ArgumentCheck::charset),
        encoding(
                "TO_BASE64",
                "The text, or the bytes, in base64.",
                "TO_BASE64('hello')",
                "'aGVsbG8='")
            .strict("STRING -> STRING", "toBase64")
            .strict("BYTES -> STRING", "toBase64"),
        encoding(
                "FROM_BASE64",
                "The text that a base64 text holds; NULL where it is none.",
                "FROM_BASE64('aGVsbG8=')",
                "'hello'")
            .strict("STRING -> STRING NULL", "fromBase64"),
        encoding("URL_ENCODE", "The text as a URL holds it.", "URL_ENCODE('a b&c')", "'a+b%26c'")
            .strict("STRING -> STRING", "urlEncode"),
        encoding(
                "URL_DECODE",
                "The text that a URL holds; NULL where it cannot be read.",
                "URL_DECODE('a+b%26c')",
                "'a b&c'")
            .strict("STRING -> STRING NULL", "urlDecode"),
        encoding(
                "PARSE_URL",
                "A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO; or"
                    + " the value of a key of its QUERY.",
                "PARSE_URL('http://x.org/p?k=v', 'QUERY', 'k')",
                "'v'")
            .strict("STRING, STRING -> STRING NULL", "parseUrl")
            .strict("STRING, STRING, STRING -> STRING NULL", "parseUrl")
            .checked(1, ArgumentCheck.oneOf(Encodings.URL_PARTS, "a part of a URL")));
  }
}
