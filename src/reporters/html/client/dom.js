/** Makes an element. Text goes in as text nodes only; nothing in this page ever parses markup. */
export function h(tag, props = {}, ...children) {
  return fillIn(document.createElement(tag), props, children);
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, props = {}, ...children) {
  return fillIn(document.createElementNS(SVG, tag), props, children);
}

function fillIn(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on')
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'vars')
      for (const [key, amount] of Object.entries(value)) element.style.setProperty(key, String(amount));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Empties a section of the page and puts new content in. */
export function put(id, ...children) {
  const element = document.getElementById(id);
  element.replaceChildren(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Lets Enter and Space do what a click does, for things that are no buttons by nature. */
export function pressable(action) {
  return {
    click: action,
    keydown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      action(event);
    },
  };
}
