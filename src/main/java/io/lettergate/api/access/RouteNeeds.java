package io.lettergate.api.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table of all routes of the API and what a token needs for each. People with a browser's session or HTTP Basic may
 * all but what needs admin. A test demands a line for every route.
 */
final class RouteNeeds {

    private static final String TABLE = """
            GET    /session                                                   any

            GET    /sessions                                                  account.manage whole
            DELETE /sessions                                                  account.manage whole
            DELETE /sessions/{session}                                        account.manage whole

            GET    /tokens                                                    account.manage whole
            POST   /tokens                                                    person
            GET    /tokens/{id}                                               account.manage whole
            DELETE /tokens/{id}                                               account.manage whole
            GET    /factors                                                   account.manage whole
            POST   /factors/app                                               person
            PUT    /factors/app                                               person
            DELETE /factors/app                                               person
            PATCH  /factors/passkeys/{passkey}                                person
            DELETE /factors/passkeys/{passkey}                                person
            POST   /factors/recovery-codes                                    person
            GET    /audit                                                     account.manage
            GET    /admin/audit                                               admin

            GET    /accounts                                                  mail.read
            POST   /accounts                                                  account.manage whole
            GET    /accounts/{account}                                        mail.read
            PATCH  /accounts/{account}                                        account.manage
            DELETE /accounts/{account}                                        account.manage
            DELETE /accounts/{account}/alerts                                 mail.write
            POST   /discoveries                                               account.manage
            POST   /verifications                                             account.manage

            GET    /accounts/{account}/archiving                              mail.read
            PUT    /accounts/{account}/archiving                              account.manage
            POST   /accounts/{account}/archiving/plans                        mail.read
            POST   /accounts/{account}/archiving/runs                         mail.write
            GET    /accounts/{account}/space                                  mail.read
            POST   /accounts/{account}/space                                  mail.read

            GET    /accounts/{account}/mailboxes                              mail.read
            POST   /accounts/{account}/mailboxes                              mail.write
            GET    /accounts/{account}/mailboxes/{mailbox}                    mail.read
            PATCH  /accounts/{account}/mailboxes/{mailbox}                    mail.write
            DELETE /accounts/{account}/mailboxes/{mailbox}                    mail.write
            GET    /accounts/{account}/mailboxes/{mailbox}/grants             mail.read
            PUT    /accounts/{account}/mailboxes/{mailbox}/grants/{who}       account.manage
            DELETE /accounts/{account}/mailboxes/{mailbox}/grants/{who}       account.manage

            GET    /accounts/{account}/mailboxes/{mailbox}/messages           mail.read
            POST   /accounts/{account}/mailboxes/{mailbox}/messages           mail.write
            DELETE /accounts/{account}/mailboxes/{mailbox}/messages           mail.write
            POST   /accounts/{account}/message-changes                        mail.write
            GET    /accounts/{account}/messages/{id}                          mail.read
            PATCH  /accounts/{account}/messages/{id}                          mail.write
            DELETE /accounts/{account}/messages/{id}                          mail.write
            GET    /accounts/{account}/messages/{id}/raw                      mail.read
            GET    /accounts/{account}/messages/{id}/parts/{number}           mail.read
            GET    /accounts/{account}/messages/{id}/messages/{number}        mail.read
            GET    /accounts/{account}/messages/{id}/thread                   mail.read
            POST   /accounts/{account}/messages/{id}/invitations/{number}/answers mail.send
            POST   /accounts/{account}/messages/{id}/receipts                 mail.send
            DELETE /accounts/{account}/messages/{id}/receipts                 mail.write
            POST   /accounts/{account}/messages/{id}/unsubscriptions          mail.send
            DELETE /accounts/{account}/searches/{searchId}                    mail.read

            GET    /templates                                                 mail.read whole
            POST   /templates                                                 mail.write whole
            GET    /templates/{template}                                      mail.read whole
            PUT    /templates/{template}                                      mail.write whole
            DELETE /templates/{template}                                      mail.write whole
            GET    /accounts/{account}/identities                             mail.read
            POST   /accounts/{account}/identities                             account.manage
            GET    /accounts/{account}/identities/{identity}                  mail.read
            PUT    /accounts/{account}/identities/{identity}                  account.manage
            DELETE /accounts/{account}/identities/{identity}                  account.manage
            POST   /accounts/{account}/uploads                                mail.write
            GET    /accounts/{account}/uploads/{upload}                       mail.read
            PATCH  /accounts/{account}/uploads/{upload}                       mail.write
            DELETE /accounts/{account}/uploads/{upload}                       mail.write
            GET    /accounts/{account}/drafts                                 mail.read
            POST   /accounts/{account}/drafts                                 mail.write
            GET    /accounts/{account}/drafts/{draft}                         mail.read
            PUT    /accounts/{account}/drafts/{draft}                         mail.write
            DELETE /accounts/{account}/drafts/{draft}                         mail.write
            POST   /accounts/{account}/drafts/{draft}/submissions             mail.send

            GET    /accounts/{account}/pop3                                   mail.read
            PUT    /accounts/{account}/pop3                                   account.manage
            PATCH  /accounts/{account}/pop3                                   account.manage
            POST   /accounts/{account}/pop3/plans                             account.manage
            GET    /accounts/{account}/pop3/ledger                            mail.read
            GET    /accounts/{account}/pop3/ledger/{key}                      mail.read
            PATCH  /accounts/{account}/pop3/ledger/{key}                      mail.write
            GET    /accounts/{account}/pop3/polls                             mail.read
            POST   /accounts/{account}/pop3/polls                             mail.write
            GET    /accounts/{account}/pop3/polls/{id}                        mail.read
            DELETE /accounts/{account}/pop3/polls/{id}                        mail.write

            GET    /accounts/{account}/outgoing                               mail.read
            PUT    /accounts/{account}/outgoing                               account.manage
            DELETE /accounts/{account}/outgoing                               account.manage
            GET    /accounts/{account}/submissions                            mail.read
            POST   /accounts/{account}/submissions                            mail.send
            GET    /accounts/{account}/submissions/{submission}               mail.read
            DELETE /accounts/{account}/submissions/{submission}               mail.send
            POST   /accounts/{account}/submissions/{submission}/resends       mail.send
            POST   /accounts/{account}/submissions/{submission}/confirmations mail.send
            POST   /accounts/{account}/submissions/{submission}/drafts        mail.send

            POST   /accounts/{account}/copies                                 mail.write
            POST   /accounts/{account}/copies/plans                           mail.read
            POST   /accounts/{account}/exports                                mail.read
            GET    /exports/{operation}                                       mail.read
            POST   /accounts/{account}/switches                               account.manage
            POST   /accounts/{account}/switches/plans                         account.manage
            GET    /operations                                                mail.read
            GET    /operations/{operation}                                    mail.read
            DELETE /operations/{operation}                                    mail.write

            GET    /changes                                                   mail.read
            GET    /events                                                    mail.read
            """;

    private static final String BASE = "/api/v1";
    private static final Map<String, Need> NEEDS = read();

    private RouteNeeds() {}

    private static Map<String, Need> read() {
        Map<String, Need> needs = new TreeMap<>();
        TABLE.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var words = List.of(line.strip().split(" +"));
            needs.put(key(words.get(0), BASE + words.get(1)), Need.of(words.subList(2, words.size())));
        });
        return Map.copyOf(needs);
    }

    /** What a route needs, if the table has it. */
    static Optional<Need> of(String method, String pattern) {
        return Optional.ofNullable(NEEDS.get(key(method, pattern)));
    }

    /** All routes of the table, as in "GET /api/v1/session". */
    static Set<String> routes() {
        return NEEDS.keySet();
    }

    private static String key(String method, String pattern) {
        return (method.equals("HEAD") ? "GET" : method) + " " + pattern;
    }
}
