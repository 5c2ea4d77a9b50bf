// Preloaded into every child: whatever ends the parent, even kill -9, ends the child.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
