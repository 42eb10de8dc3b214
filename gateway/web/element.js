// An element with attributes and children; strings become text, what is null or false nothing.
export function element(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svgElement(name, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
