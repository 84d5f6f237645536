/** Tells the server by which clock the reader lives, so that the next page counts days as they do. */
export function keepZone(page: Document): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!/^[A-Za-z0-9_+/-]+$/.test(zone) || page.cookie.includes(`zone=${zone}`)) return;
  page.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}
