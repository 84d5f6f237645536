package io.lettergate.store;

import org.springframework.stereotype.Component;

/** All that sessions need. */
@Component
record StoreParts(
        Boxes boxes,
        Rows rows,
        WordIndex words,
        Reading reading,
        Moving moving,
        Appending appending,
        Relatives relatives,
        Keeping keeping,
        Weighing weighing) {}
