package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Bytes as text that can be shown: text where they are UTF-8, else base64. */
final class Content {
    /** "text", "base64" or "null". */
    final String encoding;
    final String text;

    private Content(String encoding, String text) {
        this.encoding = encoding;
        this.text = text;
    }

    static Content of(byte[] bytes) {
        if (bytes == null) {
            return new Content("null", "");
        }
        try {
            return new Content("text", UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return new Content("base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
