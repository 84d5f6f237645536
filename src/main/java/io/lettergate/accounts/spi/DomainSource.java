package io.lettergate.accounts.spi;

import io.lettergate.accounts.MailDomain;
import java.util.List;

/** Domains that are served without an operator naming them. */
public interface DomainSource {

    List<MailDomain> domains();
}
