package io.lettergate.mail;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why mail could not be served, in a sentence for the person who asked. */
public abstract sealed class MailFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private MailFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence, which a failure always has. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before the same may work; absent for a failure that does not pass by itself. */
    public @Nullable Duration retryAfter() {
        return null;
    }

    private static String said(String words) {
        return words.isBlank() ? "." : " (it said: " + words + ").";
    }

    /** The server said no, in words of its own. */
    public abstract static sealed class ServerSaid extends MailFailure {
        private final String host;
        private final String words;

        private ServerSaid(String host, String words, String sentence) {
            super(sentence, null);
            this.host = host;
            this.words = words;
        }

        public String host() {
            return host;
        }

        public String words() {
            return words;
        }
    }

    /** The server does not take this name and password. */
    public static final class SignInRefused extends ServerSaid {
        public SignInRefused(String host, String words) {
            super(host, words, host + " refused the address or the password" + said(words));
        }

        private SignInRefused(SignInRefused password) {
            super(
                    password.host(),
                    password.words(),
                    password.host() + " did not take what the provider gave us for this mailbox"
                            + said(password.words()) + " Its password is not to blame.");
        }

        /** The same where it was no password: the provider gave us a token, and the mail server does not take it. */
        public SignInRefused ofToken() {
            return new SignInRefused(this);
        }
    }

    /** We hold no password for the account any more: the person has to sign in again. */
    public static final class SignInNeeded extends MailFailure {
        public SignInNeeded() {
            this("Please sign in again.");
        }

        /** The same where more can be said. */
        public SignInNeeded(String sentence) {
            super(sentence, null);
        }
    }

    /** The server offers no way to sign in that this account can take, so nothing secret was sent. */
    public static final class SignInUnsupported extends MailFailure {
        public SignInUnsupported(String host, String reason) {
            super("We cannot sign in to " + host + ": " + reason + ".", null);
        }
    }

    /** The operator's rules forbid this host or port, so no connection was made. */
    public static final class PolicyRefused extends MailFailure {
        public PolicyRefused(String host, String reason) {
            super("This Lettergate does not connect to " + host + ": " + reason + ".", null);
        }
    }

    /** Somebody had us look for mail servers too often in a short time. */
    public static final class TooManyProbes extends MailFailure {
        private final Duration wait;

        public TooManyProbes(Duration wait) {
            super(
                    "You had us look for mail servers too often. Please try again in "
                            + (wait.toMinutes() < 1 ? "a minute." : (wait.toMinutes() + 1) + " minutes."),
                    null);
            this.wait = wait;
        }

        @Override
        public Duration retryAfter() {
            return wait;
        }
    }

    /** The person signs in with this account, so it has to stay for now. */
    public static final class AccountNeeded extends MailFailure {
        public AccountNeeded(String what) {
            super("You sign in with this account. " + what, null);
        }
    }

    /** Nobody configured a server for this address. */
    public static final class DomainUnknown extends MailFailure {
        public DomainUnknown(String domain) {
            super("This Lettergate does not serve addresses at " + domain + ".", null);
        }
    }

    /** What was typed is no mail address. */
    public static final class AddressInvalid extends MailFailure {
        public AddressInvalid() {
            super("That is not a whole mail address. It looks like name@example.org.", null);
        }
    }

    /** No connection, or it broke. */
    public static final class ServerUnreachable extends MailFailure {
        private final Duration wait;

        public ServerUnreachable(Endpoint endpoint, String reason, @Nullable Throwable cause) {
            this(endpoint, reason, cause, Duration.ofSeconds(30));
        }

        /** The same where it is known how long to wait. */
        public ServerUnreachable(Endpoint endpoint, String reason, @Nullable Throwable cause, Duration wait) {
            super(endpoint.host() + " does not answer on port " + endpoint.port() + ": " + reason + ".", cause);
            this.wait = wait;
        }

        @Override
        public Duration retryAfter() {
            return wait;
        }
    }

    /** It allows the account no more connections for now. */
    public static final class TooManyConnections extends MailFailure {
        public TooManyConnections(String host, String words) {
            super(host + " allows this mailbox no more connections for now (it said: " + words + ").", null);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(30);
        }
    }

    /** Another session holds the mailbox, as POP3 lets in only one at a time (IN-USE of RFC 2449 §8.1.2). */
    public static final class MaildropLocked extends MailFailure {
        public MaildropLocked(String host, String words) {
            super("Another program is reading this mailbox on " + host + " just now" + said(words), null);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMinutes(1);
        }
    }

    /** The server wants more time between two sign-ins (LOGIN-DELAY of RFC 2449 §8.1.1). */
    public static final class SignedInTooSoon extends MailFailure {
        private static final Duration LEAST = Duration.ofMinutes(1);

        private final Duration delay;

        /**
         * Takes what the server says.
         *
         * @param delay between two sign-ins; zero where it does not say
         */
        public SignedInTooSoon(String host, String words, Duration delay) {
            super(host + " lets nobody in again so soon" + said(words), null);
            this.delay = delay;
        }

        @Override
        public Duration retryAfter() {
            return delay.compareTo(LEAST) < 0 ? LEAST : delay;
        }
    }

    /** The server answers, but cannot serve this mailbox for now; the password is not to blame. */
    public static final class ServerUnavailable extends MailFailure {
        public ServerUnavailable(String host, String words) {
            super(host + " cannot serve this mailbox just now" + said(words), null);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofMinutes(1);
        }
    }

    /** The server has a trouble with this mailbox that does not pass by itself (SYS/PERM of RFC 3206). */
    public static final class MaildropClosed extends ServerSaid {
        public MaildropClosed(String host, String words) {
            super(host, words, host + " does not open this mailbox, and waiting will not help" + said(words));
        }
    }

    /** It is connected but says nothing for too long. */
    public static final class ServerSlow extends MailFailure {
        public ServerSlow(Endpoint endpoint, @Nullable Throwable cause) {
            super(endpoint.host() + " took too long to answer on port " + endpoint.port() + ".", cause);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(30);
        }
    }

    /** No encrypted connection could be made, so nothing was sent. */
    public static final class TlsFailed extends MailFailure {
        private final @Nullable String fingerprint;

        public TlsFailed(Endpoint endpoint, String reason, @Nullable Throwable cause) {
            this(endpoint, reason, cause, null);
        }

        /** The same where the server showed a certificate, whose SHA-256 fingerprint is then told. */
        public TlsFailed(Endpoint endpoint, String reason, @Nullable Throwable cause, @Nullable String fingerprint) {
            super(
                    "The connection to " + endpoint.host() + " could not be secured, so we did not sign in: " + reason
                            + "." + (fingerprint == null ? "" : " Its SHA-256 fingerprint is " + fingerprint + "."),
                    cause);
            this.fingerprint = fingerprint;
        }

        /** The SHA-256 fingerprint of the certificate that was refused, if one was shown. */
        public @Nullable String fingerprint() {
            return fingerprint;
        }
    }

    /** The server's answers break the protocol, or its bounds. */
    public static final class ServerUnreadable extends MailFailure {
        public ServerUnreadable(String host, String reason, @Nullable Throwable cause) {
            super(host + " answered something that could not be understood: " + reason + ".", cause);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(60);
        }
    }

    /** The server said no. */
    public static final class ServerRefused extends ServerSaid {
        private final boolean understood;

        public ServerRefused(String host, String words) {
            this(host, words, true);
        }

        /** The same where it is known whether the server knew what it refused. */
        public ServerRefused(String host, String words, boolean understood) {
            super(host, words, host + " refused: " + words);
            this.understood = understood;
        }

        /** Whether the server knows the command, and does not want to do it. */
        public boolean isUnderstood() {
            return understood;
        }
    }

    /** All connections of this account are in use. */
    public static final class AccountBusy extends MailFailure {
        public AccountBusy() {
            super("This mailbox is busy with other requests. Please try again in a moment.", null);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(5);
        }
    }

    /** Too many large files are on their way at once, or the disk is full. */
    public static final class NoRoom extends MailFailure {
        public NoRoom(@Nullable Throwable cause) {
            super("Too many large files are on their way just now. Please try again in a moment.", cause);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(5);
        }
    }

    /** What we keep ourselves cannot be written, so that nothing was changed. */
    public static final class StoreFull extends MailFailure {
        public StoreFull(@Nullable Throwable cause) {
            super("This Lettergate has no room left on its disk, so nothing was kept or changed.", cause);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(60);
        }
    }

    /** The copy that we keep of a message is not what it was. */
    public static final class CopyDamaged extends MailFailure {
        public CopyDamaged(@Nullable Throwable cause) {
            super("The copy of this message that is kept here is damaged or missing on the disk.", cause);
        }
    }

    /** There is none, or it is somebody else's. */
    public static final class NoSuchAccount extends MailFailure {
        public NoSuchAccount() {
            super("There is no such account.", null);
        }
    }

    /** All exports together would take more disk than the operator gives them. */
    public static final class ExportTooLarge extends MailFailure {
        public ExportTooLarge() {
            super("There is no room for this export. Export single folders, or ask the operator for more room.", null);
        }
    }

    /** Not all that lies here is on the other server, so the account stays as it is. */
    public static final class SwitchIncomplete extends MailFailure {
        /**
         * @param failed how many messages could not be carried over; none where there was always something new
         */
        public SwitchIncomplete(long failed) {
            super(
                    (failed == 0
                                    ? "Mail here kept changing"
                                    : failed == 1
                                            ? "1 message could not be carried over"
                                            : failed + " messages could not be carried over")
                            + ", so the account stays as it was. Nothing was removed on either side.",
                    null);
        }
    }

    /** There is none, or it is somebody else's. */
    public static final class NoSuchOperation extends MailFailure {
        public NoSuchOperation() {
            super("There is no such operation.", null);
        }
    }

    public static final class NoSuchMailbox extends MailFailure {
        public NoSuchMailbox() {
            super("There is no such folder in this account.", null);
        }

        public NoSuchMailbox(MailboxRole role) {
            super("This account has no folder for " + role.word() + ".", null);
        }
    }

    public static final class NoSuchMessage extends MailFailure {
        public NoSuchMessage() {
            super("There is no such message in this account.", null);
        }
    }

    public static final class NoSuchLook extends MailFailure {
        public NoSuchLook() {
            super("There was no such look at this account in the last 90 days.", null);
        }
    }

    public static final class NoSuchPart extends MailFailure {
        public NoSuchPart() {
            super("This message has no such part.", null);
        }
    }

    /** It was there, and is not any more. */
    public static final class MessageGone extends MailFailure {
        public MessageGone() {
            super("This message was removed or moved on the server.", null);
        }
    }

    /** The mailbox began a new life (UIDVALIDITY changed): all places in it that were known are void. */
    public static final class MailboxReset extends MailFailure {
        public MailboxReset() {
            super("This folder changed on the server. Please open it again.", null);
        }
    }

    /** Somebody changed the message since the caller read it. */
    public static final class Changed extends MailFailure {
        public Changed() {
            super("This message was changed in the meantime. Please read it again.", null);
        }
    }

    /** The server cannot do what was asked for, and nobody else can do it for it. */
    public static final class CapabilityMissing extends MailFailure {
        private final String capability;

        public CapabilityMissing(String capability) {
            this(capability, "The mail server of this account cannot do this: it lacks " + capability + ".");
        }

        public CapabilityMissing(String capability, String sentence) {
            super(sentence, null);
            this.capability = capability;
        }

        /** Its name in the account's capabilities. */
        public String capability() {
            return capability;
        }
    }

    /** The account has no room left for this (RFC 9208 §5.3). */
    public static final class QuotaExceeded extends ServerSaid {
        public QuotaExceeded(String host, String words) {
            super(host, words, "There is no room left on " + host + said(words));
        }
    }

    /** The mailbox may be read, but this may not be done with it (RFC 4314, RFC 9051 §7.1). */
    public static final class NotPermitted extends MailFailure {
        public NotPermitted(String words) {
            super(
                    "This folder may not be changed like that"
                            + (words.isBlank() ? "." : " (the server said: " + words + ")."),
                    null);
        }
    }

    /** There is one with this name already. */
    public static final class MailboxExists extends MailFailure {
        public MailboxExists() {
            super("There is a folder with this name already.", null);
        }
    }

    /** It holds something that would be lost. */
    public static final class MailboxNotEmpty extends MailFailure {
        public MailboxNotEmpty(long messages, long mailboxes) {
            super(
                    "This folder is not empty: it holds " + counted(messages, "message") + " and "
                            + counted(mailboxes, "folder") + ".",
                    null);
        }

        private static String counted(long count, String what) {
            return count + " " + what + (count == 1 ? "" : "s");
        }
    }

    /** The account cannot do without it. */
    public static final class MailboxNeeded extends MailFailure {
        public MailboxNeeded(MailboxRole role) {
            super("This folder is needed: the account uses it for " + role.word() + ".", null);
        }
    }

    /** No mailbox can have this name. */
    public static final class MailboxNameRefused extends MailFailure {
        public MailboxNameRefused(String why) {
            super("A folder cannot have this name: " + why + ".", null);
        }
    }

    /** The message is larger than may be filed. */
    public static final class MessageTooLarge extends MailFailure {
        public MessageTooLarge(long limit) {
            this(limit, "filed.");
        }

        private MessageTooLarge(long limit, String done) {
            super("This message is too large: no more than " + limit + " octets can be " + done, null);
        }

        /** Whoever sends sees the sizes of files, which are smaller than what they take in a message. */
        public static MessageTooLarge toSend(long limit) {
            return new MessageTooLarge(limit, "sent. A file takes a third more in a message than on a disk.");
        }
    }

    /** Somebody took it back, or asked for something newer instead. */
    public static final class SearchEnded extends MailFailure {
        public SearchEnded(@Nullable Throwable cause) {
            super("This search was ended before it was done.", cause);
        }
    }

    /** It could be done, but not in the time that a person waits. */
    public static final class TookTooLong extends MailFailure {
        public TookTooLong(String host, String what, Duration patience, @Nullable Throwable cause) {
            super(host + " could not " + what + " in " + patience.toSeconds() + " seconds, so we stopped.", cause);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(60);
        }
    }

    /** It was never there, was discarded, or was sent. */
    public static final class NoSuchDraft extends MailFailure {
        public NoSuchDraft() {
            super("There is no such draft in this account. It may have been sent or discarded.", null);
        }
    }

    /** It was never there, it was removed, or it is somebody else's. */
    public static final class NoSuchTemplate extends MailFailure {
        public NoSuchTemplate() {
            super("There is no such template.", null);
        }
    }

    public static final class NoSuchIdentity extends MailFailure {
        public NoSuchIdentity() {
            super("This account has no such identity.", null);
        }
    }

    /** It was never there, it is somebody else's, or nobody used it for days. */
    public static final class NoSuchUpload extends MailFailure {
        public NoSuchUpload() {
            super("This file is not here any more. Please attach it again.", null);
        }
    }

    /** The file does not fit. */
    public static final class UploadTooLarge extends MailFailure {
        public UploadTooLarge(long limit) {
            super("This file is too large: no more than " + megabytes(limit) + " can be attached.", null);
        }

        public UploadTooLarge(long limit, long taken) {
            super(
                    "There is no room for this file: files that wait to be sent take " + megabytes(taken) + " of "
                            + megabytes(limit) + ".",
                    null);
        }

        private UploadTooLarge(String sentence) {
            super(sentence, null);
        }

        /** The server by which the message is to go takes none that is so large. */
        public static UploadTooLarge at(String host, long limit) {
            return new UploadTooLarge(host + " takes messages of up to " + limit
                    + " octets, and with this file yours has more. Please send it another way.");
        }

        private static String megabytes(long octets) {
            return octets < MEGABYTE ? octets + " octets" : octets / MEGABYTE + " MB";
        }

        private static final long MEGABYTE = 1 << 20;
    }

    /** Octets of a file do not begin where those end that are here. */
    public static final class UploadMisplaced extends MailFailure {
        private final long received;

        public UploadMisplaced(long received) {
            super("The next octets of this file begin at " + received + ".", null);
            this.received = received;
        }

        public long received() {
            return received;
        }
    }

    /** Nobody would get the message. */
    public static final class RecipientMissing extends MailFailure {
        public RecipientMissing() {
            super("This message goes to nobody. Please name at least one recipient.", null);
        }
    }

    /** Mail cannot go to an address that is written like this. */
    public static final class RecipientInvalid extends MailFailure {
        private static final int SHOWN = 100;
        private final String written;

        public RecipientInvalid(String written) {
            super("Mail cannot go to “" + shown(written) + "”: an address looks like name@example.org.", null);
            this.written = written;
        }

        private static String shown(String text) {
            var plain =
                    text.replaceAll("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]", " ").strip();
            return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
        }

        /** What was written, as it was. */
        public String written() {
            return written;
        }
    }

    /** What was to be sent is no message that can be sent. */
    public static final class MessageUnfit extends MailFailure {
        public MessageUnfit(String why) {
            super("This message cannot be sent: " + why + ".", null);
        }
    }

    /** An account or its person sent as much as is sent for anybody in that time. */
    public static final class TooManySent extends MailFailure {
        private final Duration wait;

        private TooManySent(String what, Duration wait) {
            super(what + " Nothing is lost. Please try again in " + period(wait) + ".", null);
            this.wait = wait;
        }

        public static TooManySent messages(int most, Duration wait) {
            return new TooManySent("No more than " + most + " messages are sent for you in an hour.", wait);
        }

        public static TooManySent recipients(int most, Duration wait) {
            return new TooManySent("No more than " + most + " recipients get mail from you in a day.", wait);
        }

        private static String period(Duration wait) {
            if (wait.toMinutes() < 1) {
                return "a minute";
            }
            return wait.toHours() < 1 ? (wait.toMinutes() + 1) + " minutes" : (wait.toHours() + 1) + " hours";
        }

        @Override
        public Duration retryAfter() {
            return wait;
        }
    }

    /** A request came with the key of another one. */
    public static final class KeyUsed extends MailFailure {
        public KeyUsed() {
            super(
                    "Another request came with this key in the last day. Please give each request a key of its own.",
                    null);
        }
    }

    /** The same request, by its key, is under way. */
    public static final class KeyBusy extends MailFailure {
        private static final Duration WAIT = Duration.ofSeconds(2);

        public KeyBusy() {
            super("The same request is being served already. Please ask again in a moment for what it did.", null);
        }

        @Override
        public Duration retryAfter() {
            return WAIT;
        }
    }

    /** No server is known that takes the mail of this account. */
    public static final class NoOutgoingServer extends MailFailure {
        public NoOutgoingServer(String address) {
            super("No server is known by which " + address + " could send. Please name one in its settings.", null);
        }
    }

    /** There is none, or it is somebody else's. */
    public static final class NoSuchSubmission extends MailFailure {
        public NoSuchSubmission() {
            super("There is no such message in the outbox.", null);
        }
    }

    /** It is too late, or too early, for what somebody wants of a submission. */
    public static final class SubmissionUnderWay extends MailFailure {
        public SubmissionUnderWay(String sentence) {
            super(sentence, null);
        }
    }

    /** It was too long ago, or was taken back already. */
    public static final class UndoExpired extends MailFailure {
        public UndoExpired() {
            super("This cannot be taken back any more.", null);
        }
    }
}
