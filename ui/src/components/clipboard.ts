/** Why: on `http://192.168.…` a browser has no clipboard for pages; then the old way works with what is selected. */
export async function copy(text: string): Promise<boolean> {
  try {
    // Absent, whatever the types say, where the page did not come over TLS.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard !== undefined) { await clipboard.writeText(text); return true; }
  } catch { /* not allowed: the old way */ }
  return document.execCommand('copy');
}
