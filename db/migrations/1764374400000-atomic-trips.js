const { readFileSync } = require('node:fs');
const { join } = require('node:path');

exports.AtomicTrips1764374400000 = class AtomicTrips1764374400000 {
  name = 'AtomicTrips1764374400000';

  async up(db) {
    await db.query(readFileSync(join(__dirname, '1764374400000-atomic-trips.sql'), 'utf8'));
  }

  async down() {
    throw new Error('This migration cannot be undone: restore a backup from before it.');
  }
};
