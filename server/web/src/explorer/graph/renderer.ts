/** What draws here: a graphics card, a program in its stead, or nothing. */
export type Renderer = 'card' | 'software' | 'none';

/** Names under which a browser draws without a graphics card. */
const programs = /swiftshader|llvmpipe|software|basic render|softpipe/i;

/** Finds out by asking for a drawing surface and its name. */
export function renderer(): Renderer {
  const gl = document.createElement('canvas').getContext('webgl2') ?? document.createElement('canvas').getContext('webgl');
  if (!gl) return 'none';
  const told = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return programs.test(name) ? 'software' : 'card';
}
