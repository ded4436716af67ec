import { afterEach, expect, test, vi } from 'vitest';
import { bytes, makePasskey, provePasskey, text } from './webauthn';

afterEach(() => { vi.unstubAllGlobals(); });

test('bytes survive the way to the hub and back', () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value);
  expect(text(all.buffer)).not.toMatch(/[+/=]/);
  expect(new Uint8Array(bytes(text(all.buffer)))).toEqual(all);
});

function browser(does: Partial<CredentialsContainer>): void {
  vi.stubGlobal('navigator', { credentials: does });
}

test('signing in hands the browser bytes, and the hub text', async () => {
  const get = vi.fn(async () => ({
    id: 'AQI', rawId: bytes('AQI'), type: 'public-key', authenticatorAttachment: 'platform', getClientExtensionResults: () => ({}),
    response: { clientDataJSON: bytes('e30'), authenticatorData: bytes('AA'), signature: bytes('_w'), userHandle: null },
  }));
  browser({ get } as unknown as CredentialsContainer);
  const answer = await provePasskey({ challenge: '_-8', rpId: 'hub.example', allowCredentials: [{ id: 'AQI', type: 'public-key' }] });
  expect(get).toHaveBeenCalledWith({ publicKey: { challenge: bytes('_-8'), rpId: 'hub.example', allowCredentials: [{ id: bytes('AQI'), type: 'public-key' }] } });
  expect(answer).toMatchObject({ id: 'AQI', rawId: 'AQI', response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: '_w', userHandle: null } });
});

test('whoever closes the browser\'s question changed their mind, and nothing has failed', async () => {
  browser({ get: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
  await expect(provePasskey({ challenge: 'AA' })).resolves.toBeNull();
});

test('a device that has a passkey already says so', async () => {
  browser({ create: () => Promise.reject(new DOMException('known', 'InvalidStateError')) });
  await expect(makePasskey({ challenge: 'AA', user: { id: 'AA', name: 'kim', displayName: 'Kim' } })).rejects.toMatchObject({ name: 'InvalidStateError' });
});
