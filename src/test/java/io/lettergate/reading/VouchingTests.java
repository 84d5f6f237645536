package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.Header;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VouchingTests {

    private static final List<String> FIELDS = List.of("List-Unsubscribe", "List-Unsubscribe-Post");
    private static final Vouching ALONE = new Vouching(new ReadingSettings(List.of()));
    private static final Vouching TOLD = new Vouching(new ReadingSettings(List.of("mx.vale.example")));
    private static final Header BOTH =
            signature("lists.example", "k1", "AbCdEfGhIjKl", "From : To:LIST-unsubscribe:\tlist-unsubscribe-post");

    @Test
    void oneSignatureCoversAllOfThem() {
        assertThat(covers(ALONE, BOTH)).isTrue();
        assertThat(covers(ALONE, signature("l.example", "k", "AbCd", "from:list-unsubscribe")))
                .isFalse();
        assertThat(covers(ALONE, signature("l.example", "k", "AbCd", "from:list-unsubscribe-post")))
                .isFalse();
        assertThat(covers(
                        ALONE,
                        signature("l.example", "k", "AbCd", "from:list-unsubscribe"),
                        signature("l.example", "k", "EfGh", "from:list-unsubscribe-post")))
                .isFalse();
    }

    @Test
    void withoutASignatureNobodyVouches() {
        assertThat(covers(ALONE)).isFalse();
        assertThat(covers(ALONE, new Header("X-DKIM-Signature", BOTH.value()))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h=from:list-unsubscribe:list-unsubscribe-post",
                "v=1; a=rsa-sha256; d=l.example; s=k; bh=x; h=from:list-unsubscribe:list-unsubscribe-post",
                "v=1; a=rsa-sha256; d=l.example; s=k; bh=x; b=x; h=list-unsubscribe:list-unsubscribe-post",
                "v=2; a=rsa-sha256; d=l.example; s=k; bh=x; b=x; h=from:list-unsubscribe:list-unsubscribe-post",
                "v=1; a=rsa-sha256; d=l.example; s=k; bh=x; b=x; h=from; h=from:list-unsubscribe:list-unsubscribe-post",
                "v=1; a=rsa-sha256; d=l.example; s=k; bh=x; b=x; junk; h=from:list-unsubscribe:list-unsubscribe-post"
            })
    void aSignatureThatBreaksTheRulesIsNone(String value) {
        assertThat(covers(ALONE, new Header("DKIM-Signature", value))).isFalse();
    }

    @Test
    void whereAServerIsBelievedItMustHaveFoundItGood() {
        assertThat(covers(TOLD, BOTH)).isFalse();
        assertThat(covers(TOLD, results("dkim=fail header.d=lists.example"), BOTH))
                .isFalse();
        assertThat(covers(TOLD, results("dkim=pass header.d=lists.example"), BOTH))
                .isTrue();
        assertThat(covers(TOLD, results("dkim=pass header.i=@lists.example header.s=k1"), BOTH))
                .isTrue();
        assertThat(covers(TOLD, results("dkim=pass (good) header.d=Lists.example header.b=\"AbCdEfGh\""), BOTH))
                .isTrue();
    }

    @Test
    void aGoodSignatureOfSomebodyElseHelpsNobody() {
        var other = signature("evil.example", "k", "ZzZz", "from:to");

        assertThat(covers(
                        TOLD,
                        results("dkim=pass header.d=evil.example; dkim=fail header.d=lists.example"),
                        other,
                        BOTH))
                .isFalse();
        assertThat(covers(TOLD, results("dkim=pass header.d=lists.example header.s=k2"), BOTH))
                .isFalse();
        assertThat(covers(TOLD, results("dkim=pass header.d=lists.example header.b=QqQqQqQq"), BOTH))
                .isFalse();
        assertThat(covers(TOLD, results("dkim=pass"), BOTH)).isFalse();
        assertThat(covers(TOLD, results("dmarc=pass header.from=lists.example"), BOTH))
                .isFalse();
    }

    @Test
    void aServerThatNobodyBelievesSaysNothing() {
        var foreign = new Header("Authentication-Results", "mx.evil.example; dkim=pass header.d=lists.example");

        assertThat(covers(TOLD, foreign, BOTH)).isFalse();
    }

    private static Header signature(String domain, String selector, String data, String covered) {
        return new Header(
                "DKIM-Signature",
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + "; h=" + covered
                        + ";\tbh=MTIz; b=" + data.substring(0, 2) + " " + data.substring(2));
    }

    private static Header results(String found) {
        return new Header("Authentication-Results", "mx.vale.example; " + found);
    }

    private static boolean covers(Vouching vouching, Header... headers) {
        var ref = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(1));
        var summary = new MessageSummary(ref, Envelope.unknown(), Set.of(), Instant.EPOCH, 1, false, "", true, null);
        var message = new Message(
                summary, Stream.of(headers).toList(), null, List.of(), List.of(), List.of(), Map.of(), Map.of());
        return vouching.covers(message, FIELDS);
    }
}
