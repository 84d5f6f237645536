"""Reads the messages of a directory with Python's email package, and tells what it found, as JSON."""
import email, email.header, email.policy, email.utils, hashlib, json, pathlib, sys


def unflowed(text):
    paragraphs, open_depth, current = [], None, ""
    for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:]
        words = words[1:] if words.startswith(" ") else words
        soft = words.endswith(" ") and words != "-- "
        if open_depth is not None and open_depth != depth:
            paragraphs.append((open_depth, current))
            current, open_depth = "", None
        current += words
        if soft:
            open_depth = depth
        else:
            paragraphs.append((depth, current))
            current, open_depth = "", None
    if open_depth is not None:
        paragraphs.append((open_depth, current))
    return "\n".join((">" * depth + " " + words if depth and words else ">" * depth + words) for depth, words in paragraphs)


def told(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    raw = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    leaves = [part for part in message.walk() if part.get_filename() is not None]
    return {
        "headers": sorted(name.lower() for name in message.keys()),
        "subject": str(message["subject"]),
        "to": people(raw, "to"),
        "text": unflowed(plain.get_content()) if plain else None,
        "html": html.get_content().replace("\r\n", "\n") if html else None,
        "files": [[part.get_filename(), digest(part)] for part in leaves],
        "defects": [str(d) for part in message.walk() for d in part.defects],
    }


def people(message, field):
    found = email.utils.getaddresses([value.replace("\r\n", "") for value in message.get_all(field, [])])
    return [[str(email.header.make_header(email.header.decode_header(name))), address] for name, address in found]


def digest(part):
    octets = part.get_payload(decode=True)
    if octets is None:
        octets = part.get_payload(0).as_bytes(policy=email.policy.SMTP)
    return hashlib.sha256(octets).hexdigest()


print(json.dumps([told(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))]))
