package io.lettergate.webmail;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

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
import io.lettergate.auth.ContentOrigin;
import io.lettergate.auth.Operators;
import io.lettergate.auth.PasswordProof;
import io.lettergate.auth.Proofs;
import io.lettergate.auth.factors.OwnFactors;
import io.lettergate.auth.factors.PasskeySignIn;
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
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Searches;
import io.lettergate.mailbox.Sharing;
import io.lettergate.moving.Copying;
import io.lettergate.moving.Switching;
import io.lettergate.oauth.Consents;
import io.lettergate.oauth.Providers;
import io.lettergate.operations.Operations;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Invitations;
import io.lettergate.reading.Reading;
import io.lettergate.remote.SenderWishes;
import io.lettergate.remote.WebPictures;
import io.lettergate.removing.Removing;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.beginnings.Correspondents;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.identities.Identities;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.sending.outbox.UndoWindows;
import io.lettergate.sending.uploads.Uploads;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** Runs all pages, over use cases that the test directs. */
@WebMvcTest
@ContextConfiguration(classes = WebmailTest.WholeWebmail.class)
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
            UndoWindows.class,
            Discovery.class,
            Probes.class,
            Events.class,
            MailboxChanges.class,
            Conversations.class,
            Mailboxes.class,
            Messages.class,
            Sharing.class,
            Archiving.class,
            Space.class,
            Collecting.class,
            Operations.class,
            Copying.class,
            Switching.class,
            Exporting.class,
            Removing.class,
            Identities.class,
            Invitations.class,
            Uploads.class,
            Drafts.class,
            Beginnings.class,
            Correspondents.class,
            Templates.class,
            ListLeaving.class,
            Receipts.class,
            Reopening.class,
            OwnFactors.class,
            Passkeys.class,
            PasskeySignIn.class,
            PasswordProof.class,
            Proofs.class,
            Sessions.class,
            Providers.class,
            Consents.class,
            SenderWishes.class,
            WebPictures.class
        })
@Import(Searches.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WebmailTest {

    /** The pages' own beans and no other module's, at noon of a Saturday; unmarked, so that no scan finds it. */
    @ComponentScan("io.lettergate.webmail")
    class WholeWebmail {

        /** Finds nothing in messages unless a test says so. */
        @Bean
        Reading reading() {
            var reading = mock(Reading.class);
            when(reading.of(any(), any())).thenReturn(Extras.NONE);
            when(reading.within(any(), any())).thenReturn(Extras.NONE);
            return reading;
        }

        @Bean
        SecurityFilterChain pages(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/login", "/content/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(login -> login.loginPage("/login"))
                    .build();
        }

        @Bean
        ContentOrigin contentOrigin() {
            return new ContentOrigin(null);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
        }
    }
}
