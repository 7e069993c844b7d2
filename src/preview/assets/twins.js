// What is known of the page on screen: which of its nodes stands for which node that the server sent.

/** Live nodes, by the nodes of the server's documents that they stand for. */
export const twins = new WeakMap();
