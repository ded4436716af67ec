/**
 * Why: the hub speaks of passkeys in JSON (base64url), browsers in bytes; only the newest convert by themselves.
 */
type Json = Readonly<Record<string, unknown>>;

/** What a browser with a passkey for this hub answers; null when the person changed their mind. */
export async function provePasskey(options: Json, signal?: AbortSignal): Promise<Json | null> {
  const publicKey = {
    ...options,
    challenge: bytes(options['challenge']),
    allowCredentials: descriptors(options['allowCredentials']),
  } as PublicKeyCredentialRequestOptions; // the hub's JSON of exactly that
  const found = await asked(() => navigator.credentials.get({ publicKey, ...(signal === undefined ? {} : { signal }) }));
  if (found === null) return null;
  const answer = found.response as AuthenticatorAssertionResponse; // what `get` gives
  return {
    ...facts(found),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      authenticatorData: text(answer.authenticatorData),
      signature: text(answer.signature),
      userHandle: answer.userHandle === null ? null : text(answer.userHandle),
    },
  };
}

/** A new passkey; null when the person changed their mind. Raises `InvalidStateError` when this device has one already. */
export async function makePasskey(options: Json): Promise<Json | null> {
  const user = options['user'] as Json; // required by the standard
  const publicKey = {
    ...options,
    challenge: bytes(options['challenge']),
    user: { ...user, id: bytes(user['id']) },
    excludeCredentials: descriptors(options['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions; // the hub's JSON of exactly that
  const made = await asked(() => navigator.credentials.create({ publicKey }));
  if (made === null) return null;
  const answer = made.response as AuthenticatorAttestationResponse; // what `create` gives
  return {
    ...facts(made),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject),
      transports: answer.getTransports?.() ?? [],
    },
  };
}

/** Passkeys want TLS (or this very machine), and a browser that knows them. */
export function passkeysWork(): boolean {
  return window.isSecureContext && typeof window.PublicKeyCredential === 'function';
}

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return await ask() as PublicKeyCredential | null; // we asked for nothing else
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return null;
    throw error;
  }
}

function facts(credential: PublicKeyCredential): Json {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function descriptors(list: unknown): PublicKeyCredentialDescriptor[] {
  if (!Array.isArray(list)) return [];
  return list.map((one: Json) => ({ ...one, id: bytes(one['id']) }) as unknown as PublicKeyCredentialDescriptor); // as above
}

export function bytes(base64url: unknown): ArrayBuffer {
  const base64 = String(base64url).replace(/-/g, '+').replace(/_/g, '/');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

export function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
