// Why a file of its own: the content policy forbids inline script. A person who is signed in may try routes
// out from here; the hub wants the token of their session with everything that changes something.
let csrf = null;

async function token() {
  csrf ??= fetch('/api/me').then((answer) => (answer.ok ? answer.json() : {})).then((me) => me.csrf ?? '');
  return csrf;
}

window.SwaggerUIBundle({
  url: '/schema/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  tryItOutEnabled: false,
  persistAuthorization: false,
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  onComplete: () => { document.getElementById('servers')?.setAttribute('aria-label', 'Server'); },
  requestInterceptor: async (request) => {
    if (!['GET', 'HEAD'].includes((request.method ?? 'GET').toUpperCase()) && !request.headers.Authorization) {
      request.headers['X-CSRF-Token'] = await token();
    }
    return request;
  },
});
