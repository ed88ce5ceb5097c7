/** Draws nodes as outlined shapes, by signed distances in the fragment shader. */
import type Sigma from 'sigma';
import { NodeProgram } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { Id } from '../model';
import type { Listed } from './hits';

/** What the program needs to know of a node beside what sigma does. */
export interface NodeLook {
  readonly id: Id;
  readonly shape: number;
  readonly fill: string;
  readonly stroke: string;
  /** In pixels. */
  readonly strokeWidth: number;
  /** The ring around it: 0 where there is none, else one more than the index of its dash, and 4 more where it is double. */
  readonly ring: number;
}

const vertex = /* glsl */ `
attribute vec4 a_fill;
attribute vec4 a_stroke;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_strokeWidth;
attribute float a_ring;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_fill;
varying vec4 v_stroke;
varying vec2 v_point;
varying float v_shape;
varying float v_radius;
varying float v_strokeWidth;
varying float v_ring;
const float bias = 255.0 / 254.0;

void main() {
  float radius = a_size / u_sizeRatio;
  float reach = radius * 1.35 + a_strokeWidth + 1.0;
  vec2 position = a_position + a_corner * reach * 2.0 * u_correctionRatio;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_point = a_corner * reach;
  v_radius = radius;
  v_shape = a_shape;
  v_strokeWidth = a_strokeWidth;
  v_ring = a_ring;
  v_fill = a_fill;
  v_stroke = a_stroke;
  v_fill.a *= bias;
  v_stroke.a *= bias;
}
`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_fill;
varying vec4 v_stroke;
varying vec2 v_point;
varying float v_shape;
varying float v_radius;
varying float v_strokeWidth;
varying float v_ring;

float box(vec2 p, vec2 half_) {
  vec2 q = abs(p) - half_;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}

float triangle(vec2 p) {
  // Its three sides stand as far from its centre; the corners reach to 1.2.
  vec2 side = vec2(0.8660254, 0.5);
  return max(max(dot(abs(p.x) * vec2(1.0, 0.0) + vec2(0.0, p.y), side), -p.y) - 0.62, length(p) - 1.2);
}

float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return box(p, vec2(0.72)) - 0.14;
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - 1.25) * 0.7071;
  if (v_shape < 3.5) return max(abs(p.x) * 0.8660254 + abs(p.y) * 0.5, abs(p.y)) - 0.95;
  if (v_shape < 4.5) return triangle(p + vec2(0.0, 0.18));
  if (v_shape < 5.5) return triangle(vec2(p.x, -p.y) + vec2(0.0, 0.18));
  return box(p, vec2(0.66, 0.92)) - 0.05;
}

void main(void) {
  float outer = outline(v_point / v_radius) * v_radius;
  // A ring takes its room from the outside; within it is a gap, then the shape itself.
  bool twice = v_ring > 4.5;
  float room = twice ? 6.0 : v_ring > 0.5 ? 3.8 : 0.0;
  float distance = outer + room - v_strokeWidth * 0.5;
  if (room > 0.0 && outer > -room) {
    float line = twice ? min(abs(outer + 0.8), abs(outer + 3.6)) - 0.75 : abs(outer + 1.0) - 0.95;
    float along = (atan(v_point.y, v_point.x) + 3.1415927) * v_radius;
    float dash = mod(v_ring - 1.0, 4.0);
    if (dash > 2.5 && mod(along, 14.0) > 6.0 && abs(mod(along, 14.0) - 10.0) > 1.2) line = 1.0;
    else if (dash > 1.5 && dash < 2.5 && mod(along, 4.4) > 2.2) line = 1.0;
    else if (dash > 0.5 && dash < 1.5 && mod(along, 9.0) > 5.5) line = 1.0;
    gl_FragColor = v_stroke * (1.0 - smoothstep(-0.5, 0.5, line));
    return;
  }
  float inside = smoothstep(-v_strokeWidth - 0.6, -v_strokeWidth + 0.6, distance);
  vec4 colour = mix(v_fill, v_stroke, inside);
  gl_FragColor = colour * (1.0 - smoothstep(-0.7, 0.7, distance));
}
`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;

const uniforms = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio'] as const;

/** A square as two triangles. */
const corners = [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]] as const;

/** A program that draws nodes, and keeps a list of what is drawn where somebody wants it. */
export const shapeProgram = (listed?: Listed) =>
  class ShapeProgram extends NodeProgram<(typeof uniforms)[number]> {
    /** Nothing is picked from a second drawing: see hits.ts. */
    constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
      super(gl, null, renderer);
    }

    override reallocate(capacity: number): void {
      super.reallocate(capacity);
      if (!listed) return;
      listed.numbers = this.array;
      listed.ids.length = capacity;
    }

    override process(index: number, offset: number, data: NodeDisplayData & Partial<NodeLook>): void {
      super.process(index, offset, data);
      if (listed) listed.ids[offset] = data.id ?? '';
    }

    getDefinition() {
      return {
        VERTICES: corners.length,
        VERTEX_SHADER_SOURCE: vertex,
        FRAGMENT_SHADER_SOURCE: fragment,
        METHOD: TRIANGLES,
        UNIFORMS: uniforms,
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 1, type: FLOAT },
          { name: 'a_shape', size: 1, type: FLOAT },
          { name: 'a_strokeWidth', size: 1, type: FLOAT },
          { name: 'a_ring', size: 1, type: FLOAT },
          { name: 'a_fill', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_stroke', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_corner', size: 2, type: FLOAT },
        ],
      };
    }

    /** Writes all of a node for each corner of its square: programs that draw in place of a card are slow at drawing one square many times. */
    processVisibleItem(_nodeIndex: number, start: number, data: NodeDisplayData & Partial<NodeLook>): void {
      const { array } = this;
      const fill = floatColor(data.fill ?? data.color);
      const stroke = floatColor(data.stroke ?? data.color);
      for (const [x, y] of corners) {
        array[start++] = data.x;
        array[start++] = data.y;
        array[start++] = data.size;
        array[start++] = data.shape ?? 0;
        array[start++] = data.strokeWidth ?? 1;
        array[start++] = data.ring ?? 0;
        array[start++] = fill;
        array[start++] = stroke;
        array[start++] = x;
        array[start++] = y;
      }
    }

    setUniforms({ matrix, sizeRatio, correctionRatio }: RenderParams, { gl, uniformLocations }: Parameters<NodeProgram['setUniforms']>[1]): void {
      gl.uniformMatrix3fv(uniformLocations['u_matrix'] ?? null, false, matrix);
      gl.uniform1f(uniformLocations['u_sizeRatio'] ?? null, sizeRatio);
      gl.uniform1f(uniformLocations['u_correctionRatio'] ?? null, correctionRatio);
    }
  };
