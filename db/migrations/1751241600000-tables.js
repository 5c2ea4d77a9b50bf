const { readFileSync } = require('node:fs');
const { join } = require('node:path');

exports.Tables1751241600000 = class Tables1751241600000 {
  name = 'Tables1751241600000';

  async up(db) {
    await db.query(readFileSync(join(__dirname, '1751241600000-tables.sql'), 'utf8'));
  }

  async down() {
    throw new Error('The first migration cannot be undone: drop the database instead.');
  }
};
