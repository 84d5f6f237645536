package io.lettergate.sasl;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A password that is proven, never sent; the server has to prove that it knows it too (RFC 5802, 7677). */
final class Scram implements Mechanism {

    /** About half a second's work; what a server asks for beyond it is meant to keep us busy. */
    static final int MOST_ITERATIONS = 1_000_000;

    private final String name;
    private final ScramClient client;
    private final String first;
    private boolean begun;
    private boolean proven;

    Scram(String name, String userName, String password) {
        this.name = name;
        this.client = ScramClient.builder()
                .advertisedMechanisms(List.of(name))
                .username(userName)
                .password(password.toCharArray())
                .stringPreparation(StringPreparation.SASL_PREPARATION)
                .build();
        this.first = client.clientFirstMessage().toString();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] first() {
        return first.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] answer(byte[] challenge) throws DistrustException {
        var said = new String(challenge, StandardCharsets.UTF_8);
        try {
            return begun ? proof(said) : password(said);
        } catch (ScramException | IllegalArgumentException | IllegalStateException wrong) {
            throw new DistrustException("it could not prove that it knows the password", wrong);
        }
    }

    private byte[] password(String said) throws ScramException, DistrustException {
        begun = true;
        var iterations = client.serverFirstMessage(said).getIterationCount();
        if (iterations > MOST_ITERATIONS) {
            throw new DistrustException("it demands " + iterations + " rounds of hashing", null);
        }
        return client.clientFinalMessage().toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] proof(String said) throws ScramException {
        client.serverFinalMessage(said);
        proven = true;
        return new byte[0];
    }

    @Override
    public void end() throws DistrustException {
        if (!proven) {
            throw new DistrustException("it did not prove that it knows the password", null);
        }
    }
}
