// Calls of the gateway, while pods come and go.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../acceptance/suite.mjs';
import { combinations, renderTogether } from './kustomize.mjs';
import { until } from './kubelet.mjs';
import { Manifests } from './manifests.mjs';
import { callAs } from './node.mjs';

const CONTRACT = join(root, 'proto/ett/property/v1/property_service.proto');
const LANES = 4;
// Between a lane's calls, so that all stay below the limits of the overlay.
const PACE_MS = 20;

export async function objectsOf(name) {
  const combination = combinations.find((each) => each.name === name);
  return new Manifests(await renderTogether(combination), combination.secrets);
}

export class Caller {
  constructor(node) {
    this.client = node.client(CONTRACT, 'ett.property.v1.PropertyService');
  }

  call(key) { return callAs(this.client, 'ListBuildings', { parent: 'municipalities/935478715' }, key); }

  async untilAnswered() {
    await until(() => 'an answer', () => this.call().then(() => true, () => false));
  }

  async untilRefused() {
    await until(() => 'a refusal', () => this.call().then(() => false, () => true));
  }

  // Calls one after the other, on several lanes, while `work` is done; none fails.
  async during(work) {
    await this.call();
    const failed = [];
    let on = true;
    let count = 0;
    const lane = async () => {
      for (; on; await pause(PACE_MS)) await this.call().then(() => { count += 1; }, (error) => failed.push(error.message));
    };
    const lanes = Array.from({ length: LANES }, lane);
    const result = await work();
    on = false;
    await Promise.all(lanes);
    assert.deepEqual(failed, []);
    assert.ok(count > LANES);
    return result;
  }

  close() { this.client.close(); }
}
