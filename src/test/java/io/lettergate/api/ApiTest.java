package io.lettergate.api;

import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Discovery;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.accounts.Probes;
import io.lettergate.answering.ListLeaving;
import io.lettergate.answering.Receipts;
import io.lettergate.answering.Templates;
import io.lettergate.archiving.Archiving;
import io.lettergate.archiving.Space;
import io.lettergate.audit.AuditLog;
import io.lettergate.auth.Operators;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.factors.OwnFactors;
import io.lettergate.auth.factors.Passkeys;
import io.lettergate.auth.sessions.Sessions;
import io.lettergate.auth.tokens.Tokens;
import io.lettergate.collecting.Collecting;
import io.lettergate.events.Events;
import io.lettergate.exporting.Exporting;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageChanges;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Searches;
import io.lettergate.mailbox.Sharing;
import io.lettergate.moving.Copying;
import io.lettergate.moving.Switching;
import io.lettergate.operations.Operations;
import io.lettergate.reading.Invitations;
import io.lettergate.reading.Reading;
import io.lettergate.removing.Removing;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.sending.uploads.Uploads;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSecurityConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** Runs the whole API, over use cases that the test directs. */
@WebMvcTest
@ContextConfiguration(classes = ApiTest.WholeApi.class)
@ImportAutoConfiguration({
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocSecurityConfiguration.class,
    SpringDocWebMvcConfiguration.class
})
@MockitoBean(
        types = {
            Alerts.class,
            AuditLog.class,
            Operators.class,
            Tokens.class,
            Accounts.class,
            Linking.class,
            OutgoingServers.class,
            Outbox.class,
            Discovery.class,
            Probes.class,
            Events.class,
            Conversations.class,
            Mailboxes.class,
            MailboxChanges.class,
            Messages.class,
            MessageChanges.class,
            Sharing.class,
            Archiving.class,
            Space.class,
            Collecting.class,
            Operations.class,
            Copying.class,
            Exporting.class,
            Sessions.class,
            Removing.class,
            Identities.class,
            Templates.class,
            Reading.class,
            Invitations.class,
            Receipts.class,
            ListLeaving.class,
            Uploads.class,
            Drafts.class,
            Beginnings.class,
            Reopening.class,
            Switching.class,
            OwnFactors.class,
            Passkeys.class,
            Proofs.class
        })
@Import(Searches.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiTest {

    /** The API's own beans and no other module's; unmarked, so that no scan finds it. */
    @ComponentScan("io.lettergate.api")
    class WholeApi {}
}
