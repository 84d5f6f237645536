"""Sums up messages with Python's email package: one line of JSON for each file that is named on standard input."""
import email, email.header, email.policy, email.utils, hashlib, json, pathlib, sys


def leaves(part):
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in part.get_payload():
            yield from leaves(child)
    else:
        yield part


def digest(part):
    if part.get_content_maintype() == "message":
        return None
    octets = part.get_payload(decode=True)
    return None if octets is None else hashlib.sha256(octets).hexdigest()


def text(part):
    octets = part.get_payload(decode=True)
    charset = part.get_content_charset() or "utf-8"
    try:
        words = octets.decode(charset, "replace")
    except LookupError:
        words = octets.decode("utf-8", "replace")
    return sum(1 for c in words if not c.isspace())


def field(work):
    try:
        return work()
    except Exception as problem:
        return {"error": type(problem).__name__}


def told(path):
    octets = pathlib.Path(path).read_bytes()
    modern = email.message_from_bytes(octets, policy=email.policy.default)
    plain = email.message_from_bytes(octets, policy=email.policy.compat32)
    parts = list(leaves(plain))
    words = [p for p in parts if p.get_content_type() == "text/plain" and p.get_content_disposition() != "attachment"]
    return {
        "subject": field(lambda: str(modern["subject"] or "")),
        "from": field(lambda: email.utils.getaddresses([str(v) for v in plain.get_all("from", [])])[:1]),
        "text": field(lambda: text(words[0]) if words else None),
        "types": field(lambda: [p.get_content_type() for p in parts]),
        "names": field(lambda: [p.get_filename() for p in parts]),
        "digests": field(lambda: [digest(p) for p in parts]),
    }


sys.setrecursionlimit(20000)
for line in sys.stdin:
    try:
        answer = told(line.strip())
    except Exception as problem:
        answer = {"error": type(problem).__name__}
    print(json.dumps(answer), flush=True)
