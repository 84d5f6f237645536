package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Carries messages from one account to another as they came, whatever their size; memory does not grow with it. */
@Service
public class Carrying {

    private static final int CHUNK = 1 << 16;

    private final Messages messages;
    private final Depositing depositing;

    Carrying(Messages messages, Depositing depositing) {
        this.messages = messages;
        this.depositing = depositing;
    }

    /** Files a copy of a message in another account; says where it is, if the server does. */
    public Optional<MessageRef> carry(
            Account from, MessageRef message, Account to, MailboxName mailbox, Set<Flag> flags, Instant receivedAt) {
        try (InputStream octets = messages.raw(from, message).stream()) {
            return depositing.fileAnySize(to, mailbox, octets, flags, receivedAt);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether two messages have the same octets, but for how their lines and the last of them end. */
    public boolean areSame(Account account, MessageRef message, Account other, MessageRef copy) {
        return MessageDigest.isEqual(digest(account, message), digest(other, copy));
    }

    private byte[] digest(Account account, MessageRef message) {
        try (InputStream octets = messages.raw(account, message).stream()) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var chunk = new byte[CHUNK];
            long ends = 0;
            for (int count = octets.read(chunk); count >= 0; count = octets.read(chunk)) {
                for (int index = 0; index < count; index++) {
                    if (chunk[index] == '\n') {
                        ends++;
                    } else if (chunk[index] != '\r') {
                        for (; ends > 0; ends--) {
                            sha256.update((byte) '\n');
                        }
                        sha256.update(chunk[index]);
                    }
                }
            }
            return sha256.digest();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
