// Swagger UI of this server's description. Where a token has to be shown, it is the one that the page keeps until the tab is
// closed; without one, the page asks for it.
window.addEventListener('load', async () => {
  const token = sessionStorage.getItem('token');
  const shown = token === null ? {} : { Authorization: `Bearer ${token}` };
  const { status } = await fetch('../openapi.json', { method: 'HEAD', headers: shown });
  if (status === 401) {
    location.replace('../');
    return;
  }
  window.ui = SwaggerUIBundle({
    url: '../openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null, // one of somebody else
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: 'StandaloneLayout',
    requestInterceptor: (request) => {
      const isOurs = new URL(request.url, location.href).origin === location.origin;
      return isOurs ? { ...request, headers: { ...shown, ...request.headers } } : request;
    },
  });
});
