package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Address;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who writes or receives mail, as the API shows them. */
@Schema(name = "Address")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AddressAnswer(@Nullable String name, String email) {

    static List<AddressAnswer> of(List<Address> addresses) {
        return addresses.stream().map(AddressAnswer::of).toList();
    }

    static AddressAnswer of(Address address) {
        return new AddressAnswer(address.name(), address.email());
    }
}
