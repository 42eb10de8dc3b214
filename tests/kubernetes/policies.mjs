// What is wanted of every combination: each policy says what is wrong, by name; nothing when all is well.
import { databases } from './policies/databases.mjs';
import { network } from './policies/network.mjs';
import { pods } from './policies/pods.mjs';
import { rollout } from './policies/rollout.mjs';
import { settings } from './policies/settings.mjs';

export const policies = { ...pods, ...rollout, ...databases, ...network, ...settings };
