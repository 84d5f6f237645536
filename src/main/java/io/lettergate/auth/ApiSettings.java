package io.lettergate.auth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How programs may prove who they call for.
 *
 * @param basic whether by HTTP Basic with the mail address and its password, besides by tokens
 */
@ConfigurationProperties("lettergate.auth")
public record ApiSettings(@DefaultValue("true") boolean basic) {}
