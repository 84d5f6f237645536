package io.lettergate.auth.factors;

import io.lettergate.accounts.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/** How one person is told to passkeys: by a handle that means nothing, and the address for people to read. */
record PasskeyPerson(PasskeyTable table, @Nullable Account person) implements PublicKeyCredentialUserEntityRepository {

    /** The person, as the library wants to be told. */
    static Authentication caller(Account person) {
        return UsernamePasswordAuthenticationToken.authenticated(person.address(), null, List.of());
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return table.person(handle)
                .map(owner -> entity(handle, person == null ? owner.toString() : person.address()))
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        return person == null ? null : entity(table.handle(person.id()).orElseGet(Bytes::random), person.address());
    }

    private static PublicKeyCredentialUserEntity entity(Bytes handle, String name) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle)
                .name(name)
                .displayName(name)
                .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new IllegalStateException("Handles are made by the table");
    }

    @Override
    public void delete(Bytes handle) {
        throw new IllegalStateException("Handles go with their account");
    }
}
