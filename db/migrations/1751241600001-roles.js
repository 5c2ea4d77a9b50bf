const { readFileSync } = require('node:fs');
const { join } = require('node:path');

exports.Roles1751241600001 = class Roles1751241600001 {
  name = 'Roles1751241600001';

  async up(db) {
    await db.query(readFileSync(join(__dirname, '1751241600001-roles.sql'), 'utf8'));
  }

  async down() {
    throw new Error('Roles are shared by every database of the server and are not dropped by a migration.');
  }
};
