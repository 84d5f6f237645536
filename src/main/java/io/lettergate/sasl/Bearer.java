package io.lettergate.sasl;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An access token, as RFC 7628 writes it (OAUTHBEARER) or as Google did before (XOAUTH2). */
final class Bearer implements Mechanism {

    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"?([A-Za-z0-9_ -]{1,40})");

    private final boolean standard;
    private final String message;
    private String complaint = "";

    private Bearer(boolean standard, String message) {
        this.standard = standard;
        this.message = message;
    }

    static Bearer oauthBearer(String userName, String token) {
        var name = userName.replace("=", "=3D").replace(",", "=2C");
        return new Bearer(true, "n,a=" + name + ",\1auth=Bearer " + token + "\1\1");
    }

    static Bearer xoauth2(String userName, String token) {
        return new Bearer(false, "user=" + userName + "\1auth=Bearer " + token + "\1\1");
    }

    @Override
    public String name() {
        return standard ? "OAUTHBEARER" : "XOAUTH2";
    }

    @Override
    public byte[] first() {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** A challenge is the server's complaint, which has to be answered before it says no (RFC 7628 §3.2.3). */
    @Override
    public byte[] answer(byte[] challenge) throws DistrustException {
        if (!complaint.isEmpty()) {
            throw new DistrustException("it complains about the token again and again", null);
        }
        var status = STATUS.matcher(new String(challenge, StandardCharsets.UTF_8));
        complaint = status.find() ? status.group(1) : "the token was refused";
        return standard ? new byte[] {1} : new byte[0];
    }

    @Override
    public void end() throws DistrustException {
        if (!complaint.isEmpty()) {
            throw new DistrustException("it agreed to a token that it had refused", null);
        }
    }

    @Override
    public String complaint() {
        return complaint;
    }
}
