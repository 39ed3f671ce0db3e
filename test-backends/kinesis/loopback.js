// SPDX-License-Identifier: Apache-2.0
// Loaded before the emulator, which would listen on every interface: whoever listens on a port
// without saying where, listens on loopback.
'use strict';
const net = require('net');
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...args) {
  if (args[0] !== null && typeof args[0] === 'object' && args[0].port !== undefined) {
    args[0] = {...args[0], host: '127.0.0.1'};
  } else if (typeof args[0] === 'number') {
    const callback = args.slice(1).filter((each) => typeof each === 'function');
    args = [args[0], '127.0.0.1', ...callback];
  }
  return listen.apply(this, args);
};
