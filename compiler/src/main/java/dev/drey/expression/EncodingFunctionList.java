package dev.drey.expression;

import dev.drey.expression.FunctionDescriptor.Example;
import dev.drey.expression.FunctionDescriptor.Group;
import dev.drey.expression.runtime.Encodings;
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
                "A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO; or the value of a key of its QUERY.",
                "PARSE_URL('http://x.org/p?k=v', 'QUERY', 'k')",
                "'v'")
            .strict("STRING, STRING -> STRING NULL", "parseUrl")
            .strict("STRING, STRING, STRING -> STRING NULL", "parseUrl"));
  }
}
