package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.Feature;
import io.lettergate.mailbox.spi.Stop;
import io.lettergate.net.Connection;
import io.lettergate.sasl.Mechanism;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.LiteralException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/**
 * One IMAP connection: sends typed commands and reads their answers. Angus Mail writes the commands and cuts the answers
 * into lines; what they mean is read here. After any failure on the wire it is out of step and must be closed.
 */
class ImapWire extends IMAPProtocol implements AutoCloseable {

    /** More answers than any command of ours can have. */
    private static final int MOST_ANSWERS = 2_000_000;

    /** More than any command has whose answers are kept until it ends: each of them takes memory. */
    private static final int MOST_KEPT = 40_000;

    private final Connection connection;
    private final Server server;
    private final AnswerReader reader;
    private @Nullable Selected selected;
    private final AtomicReference<@Nullable Idling> waiting = new AtomicReference<>();
    private @Nullable Namespaces namespaces;
    private @Nullable String introduction;
    private volatile boolean broken;
    private boolean changed;
    private boolean named;
    private @Nullable Duration hurry;

    ImapWire(Connection connection, Quirks quirks) throws IOException {
        super(
                connection.input(),
                new PrintStream(connection.output(), false, StandardCharsets.ISO_8859_1),
                new Properties(),
                false);
        this.connection = connection;
        this.server = new Server(connection, quirks);
        this.reader = new AnswerReader(connection.input());
    }

    @Override
    protected ResponseInputStream getInputStream() {
        return reader;
    }

    String host() {
        return connection.endpoint().host();
    }

    Connection connection() {
        return connection;
    }

    /** Whether it failed, so that nobody may use it again. */
    boolean isBroken() {
        return broken;
    }

    /** Whether something was sent that must not be sent again without knowing its outcome. */
    boolean hasChanged() {
        return changed;
    }

    /** Says that mailboxes are about to change their names or go. */
    void names() {
        named = true;
    }

    /** Whether mailboxes may have changed their names, so that nobody may rely on standing in one. */
    boolean hasNamed() {
        return named;
    }

    void forgetChanges() {
        changed = false;
        named = false;
    }

    @Nullable
    Selected selected() {
        return selected;
    }

    void selected(@Nullable Selected now) {
        selected = now;
    }

    /** Whose mailboxes stand where: asked once, as it does not change. */
    Namespaces namespaces() {
        if (namespaces == null) {
            namespaces = Namespaces.read(this);
        }
        return namespaces;
    }

    /** What is known about the server by what it said on this connection. */
    Server server() {
        return server;
    }

    /** Whether the server offers this now, and was not caught lying about it. */
    @Override
    public boolean hasCapability(String capability) {
        return server.offers(capability);
    }

    /** Remembers that the server answers BAD to something that it offers: it is not asked again for a day. */
    void lies(String capability) {
        server.lies(capability);
    }

    /** Says who we are, and reads what the server says to it along with the answer to the next command (RFC 2971). */
    void introduce(Argument arguments) {
        guarded(() -> introduction = writeCommand("ID", arguments));
    }

    /** Sends nothing uncompressed any more, if the server agrees (RFC 4978). */
    void deflate() {
        guarded(() -> {
            connection.readLineByLine();
            var answer = completion(writeCommand("COMPRESS DEFLATE", null), ignored -> {});
            if (answer.isOK()) {
                connection.deflate();
            }
            connection.readFreely();
            return answer;
        });
    }

    /** Proves who somebody is (RFC 9051 §6.2.2); what the server says last decides. */
    Answer authenticate(Mechanism mechanism) {
        return guarded(() -> new Authentication(this, mechanism).run());
    }

    /** Sends a line that is part of a command. */
    void say(String line) throws IOException {
        var out = getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Passes over the end of the introduction: whoever waits to send a literal would take it for an answer to that. */
    @Override
    public Response readResponse() throws IOException, ProtocolException {
        var answer = new Answer(this);
        if (answer.isTagged() && answer.getTag().equals(introduction)) {
            introduction = null;
            return new Answer(this);
        }
        return answer;
    }

    /** Whether the server takes this part of the protocol; a capability with a value is one too. */
    boolean can(String capability) {
        return hasCapability(capability) || server.valueOf(capability).isPresent();
    }

    /** Refuses what the server cannot do. */
    void needs(Feature feature) {
        if (!can(feature.name())) {
            throw new MailFailure.CapabilityMissing(feature.word());
        }
    }

    /** Sends a command that changes mail, and that nobody repeats blindly. */
    Answers change(String command, @Nullable Argument arguments) {
        return require(attempt(command, arguments));
    }

    /** As {@link #change}, and collects what the server says to it, be it yes or no. */
    Answers attempt(String command, @Nullable Argument arguments) {
        changed = true;
        return run(command, arguments);
    }

    /** Sends a command that the server has to agree to. */
    Answers ask(String command, @Nullable Argument arguments) {
        return require(run(command, arguments));
    }

    /** Sends a command and collects what the server says to it, be it yes or no. */
    Answers run(String command, @Nullable Argument arguments) {
        List<Answer> untagged = new ArrayList<>();
        var completion = stream(command, arguments, answer -> keep(answer, untagged));
        return new Answers(untagged, completion);
    }

    private static void keep(Answer answer, List<Answer> kept) {
        if (kept.size() >= MOST_KEPT) {
            throw new UnreadableException("more than " + MOST_KEPT + " answers to one command");
        }
        kept.add(answer);
    }

    /** Sends a command and hands over each answer as it comes, keeping none. */
    Answer stream(String command, @Nullable Argument arguments, Consumer<Answer> consumer) {
        return guarded(() -> {
            try {
                return completion(writeCommand(command, arguments), consumer);
            } catch (LiteralException refused) {
                return (Answer) refused.getResponse();
            }
        });
    }

    /** Sends several commands at once and collects their answers, which come in order for commands like STATUS. */
    List<Answers> pipeline(String command, List<Argument> each) {
        return guarded(() -> {
            List<String> tags = new ArrayList<>();
            for (var arguments : each) {
                tags.add(writeCommand(command, arguments));
            }
            List<Answers> all = new ArrayList<>();
            for (var tag : tags) {
                List<Answer> untagged = new ArrayList<>();
                var completion = completion(tag, answer -> keep(answer, untagged));
                all.add(new Answers(untagged, completion));
            }
            return all;
        });
    }

    /**
     * Waits in IDLE (RFC 9051 §6.3.13) until there is news, the time is over, or somebody calls {@link #wake}.
     *
     * @param grace how long the server may take to answer the end of it
     * @return what the server said meanwhile
     */
    List<Answer> idle(Duration longest, Duration grace, Predicate<Answer> news) {
        return guarded(() -> {
            List<Answer> heard = new ArrayList<>();
            var tag = writeCommand("IDLE", null);
            for (var answer = (Answer) readResponse(); !answer.isContinuation(); answer = (Answer) readResponse()) {
                if (answer.isTagged()) {
                    throw new UnreadableException("a refusal of IDLE");
                }
                heard.add(answer);
            }
            connection.begin(longest.plus(grace).plus(grace));
            try (var idling = new Idling(this, grace)) {
                waiting.set(idling);
                idling.endAfter(heard.stream().anyMatch(news) ? Duration.ZERO : longest);
                completion(tag, answer -> {
                    heard.add(answer);
                    if (news.test(answer)) {
                        idling.end();
                    }
                });
                return heard;
            } finally {
                waiting.set(null);
            }
        });
    }

    /** Ends IDLE, if this wire waits in it; any thread may ask for that. */
    void wake() {
        var idling = waiting.get();
        if (idling != null) {
            idling.end();
        }
    }

    /**
     * Does what a server may need long for, such as searching. After this time it is stopped, and as nobody can take a
     * command back, with it the connection. The same happens when somebody stops it.
     */
    <T> T within(Duration longest, String what, Supplier<T> work) {
        hurry = longest;
        var stop = Stop.here();
        stop.ifPresent(it -> it.by(this::close));
        try {
            return work.get();
        } catch (MailFailure failure) {
            if (stop.filter(Stop::isStopped).isPresent()) {
                throw new MailFailure.SearchEnded(failure);
            }
            throw failure instanceof MailFailure.ServerSlow slow
                    ? new MailFailure.TookTooLong(host(), what, longest, slow)
                    : failure;
        } finally {
            hurry = null;
            stop.ifPresent(Stop::over);
        }
    }

    /**
     * Sends several commands at once. Answers are handed over as they come, whichever command they belong to: servers
     * mix them. The literals in them may be led elsewhere.
     *
     * @return how each command ended, in their order
     */
    List<Answer> together(
            String command, List<Argument> each, AnswerReader.Diversion diversion, Consumer<Answer> consumer) {
        return guarded(() -> {
            divert(diversion);
            List<String> tags = new ArrayList<>();
            for (var arguments : each) {
                tags.add(writeCommand(command, arguments));
            }
            var completions = completions(tags, consumer);
            divert(null);
            return tags.stream()
                    .map(tag -> Objects.requireNonNull(completions.get(tag)))
                    .toList();
        });
    }

    private void divert(AnswerReader.@Nullable Diversion diversion) {
        reader.divert(diversion);
        connection.allowLongLiterals(diversion != null);
    }

    private Map<String, Answer> completions(List<String> tags, Consumer<Answer> consumer)
            throws IOException, ProtocolException {
        Map<String, Answer> completions = new HashMap<>();
        for (int count = 0; completions.size() < tags.size(); count++) {
            var answer = (Answer) readResponse();
            server.hear(answer);
            if (answer.isTagged() && tags.contains(answer.getTag())) {
                completions.put(answer.getTag(), answer);
            } else {
                see(answer, consumer, count);
            }
        }
        return completions;
    }

    /** Runs an exchange; whatever goes wrong in it breaks this wire. */
    <T> T guarded(Exchange<T> exchange) {
        if (hurry == null) {
            connection.begin();
        } else {
            connection.begin(hurry);
        }
        try {
            return exchange.run();
        } catch (IOException | ProtocolException | UnreadableException error) {
            broken = true;
            throw failure(error);
        } catch (RuntimeException | Error error) {
            broken = true;
            throw error;
        }
    }

    private Answer completion(String tag, Consumer<Answer> consumer) throws IOException, ProtocolException {
        for (int count = 0; ; count++) {
            var answer = (Answer) readResponse();
            server.hear(answer);
            if (answer.isTagged() && tag.equals(answer.getTag())) {
                return answer;
            }
            see(answer, consumer, count);
        }
    }

    private void see(Answer answer, Consumer<Answer> consumer, int count) throws IOException {
        if (answer.isBYE()) {
            throw new ByeException(answer.words());
        }
        if (count >= MOST_ANSWERS) {
            throw new UnreadableException("more than " + MOST_ANSWERS + " answers to one command");
        }
        if (selected != null) {
            selected.see(answer);
        }
        consumer.accept(answer);
    }

    Answers require(Answers answers) {
        var completion = answers.completion();
        if (completion.isOK()) {
            return answers;
        }
        throw Refusals.of(host(), completion);
    }

    MailFailure failure(Throwable error) {
        return switch (error) {
            case UnreadableException unreadable ->
                new MailFailure.ServerUnreadable(host(), String.valueOf(unreadable.getMessage()), unreadable);
            case ByeException bye -> TurnedAway.unavailable(connection.endpoint(), bye.words());
            case ProtocolException protocol ->
                new MailFailure.ServerUnreadable(host(), "it broke the IMAP protocol", protocol);
            default -> connection.failure(error);
        };
    }

    /** A mailbox name as an argument, in whatever form this server takes. */
    Argument mailbox(MailboxName name) {
        var arguments = new Argument();
        writeMailboxName(arguments, name.value());
        return arguments;
    }

    String decodedName(Value name) {
        return supportsUtf8()
                ? new String(name.asOctets(), StandardCharsets.UTF_8)
                : BASE64MailboxDecoder.decode(name.asText());
    }

    @Override
    public void close() {
        broken = true;
        connection.close();
    }

    /** Something said and answered on the wire. */
    interface Exchange<T> {
        T run() throws IOException, ProtocolException;
    }
}
