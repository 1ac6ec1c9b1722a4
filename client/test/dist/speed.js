// node_modules/idiomorph/dist/idiomorph.esm.js
var Idiomorph = (function() {
  "use strict";
  const noOp = () => {
  };
  const defaults = {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeAdded: noOp,
      afterNodeAdded: noOp,
      beforeNodeMorphed: noOp,
      afterNodeMorphed: noOp,
      beforeNodeRemoved: noOp,
      afterNodeRemoved: noOp,
      beforeAttributeUpdated: noOp
    },
    head: {
      style: "merge",
      shouldPreserve: (elt) => elt.getAttribute("im-preserve") === "true",
      shouldReAppend: (elt) => elt.getAttribute("im-re-append") === "true",
      shouldRemove: noOp,
      afterHeadMorphed: noOp
    },
    restoreFocus: true
  };
  function morph2(oldNode, newContent, config = {}) {
    const oldElt = normalizeElement(oldNode);
    const newNode = normalizeParent(newContent);
    const ctx = createMorphContext(oldElt, newNode, config);
    return withHeadBlocking(
      ctx,
      oldElt,
      newNode,
      /** @param {MorphContext} ctx */
      (ctx2) => {
        const morphedNodes = saveAndRestoreFocus(ctx2, () => {
          if (ctx2.morphStyle === "innerHTML") {
            morphChildren(ctx2, oldElt, newNode);
            return Array.from(oldElt.childNodes);
          } else {
            return morphOuterHTML(ctx2, oldElt, newNode);
          }
        });
        ctx2.pantry.remove();
        return morphedNodes;
      }
    );
  }
  function morphOuterHTML(ctx, oldNode, newNode) {
    const oldParent = normalizeParent(oldNode);
    morphChildren(
      ctx,
      oldParent,
      newNode,
      // these two optional params are the secret sauce
      oldNode,
      // start point for iteration
      oldNode.nextSibling
      // end point for iteration
    );
    return Array.from(oldParent.childNodes);
  }
  function saveAndRestoreFocus(ctx, fn) {
    if (!ctx.config.restoreFocus) return fn();
    let activeElement = (
      /** @type {HTMLInputElement|HTMLTextAreaElement|null} */
      ctx.doc.activeElement
    );
    if (!(is.inputElement(activeElement) || is.textAreaElement(activeElement))) {
      return fn();
    }
    const { id: activeElementId, selectionStart, selectionEnd } = activeElement;
    const results = fn();
    if (activeElementId && activeElementId !== ctx.doc.activeElement?.getAttribute("id")) {
      activeElement = ctx.target.querySelector(
        `[id="${CSS.escape(activeElementId)}"]`
      );
      activeElement?.focus();
    }
    if (activeElement && !activeElement.selectionEnd && selectionEnd) {
      try {
        activeElement.setSelectionRange(selectionStart, selectionEnd);
      } catch {
      }
    }
    return results;
  }
  const morphChildren = /* @__PURE__ */ (function() {
    function morphChildren2(ctx, oldParent, newParent, insertionPoint = null, endPoint = null) {
      if (is.templateElement(oldParent) && is.templateElement(newParent)) {
        oldParent = oldParent.content;
        newParent = newParent.content;
      }
      insertionPoint ||= oldParent.firstChild;
      for (const newChild of newParent.childNodes) {
        if (insertionPoint && insertionPoint != endPoint) {
          const bestMatch = findBestMatch(
            ctx,
            newChild,
            insertionPoint,
            endPoint
          );
          if (bestMatch) {
            if (bestMatch !== insertionPoint) {
              removeNodesBetween(ctx, insertionPoint, bestMatch);
            }
            morphNode(bestMatch, newChild, ctx);
            insertionPoint = bestMatch.nextSibling;
            continue;
          }
        }
        if (is.element(newChild)) {
          const newChildId = (
            /** @type {String} */
            newChild.getAttribute("id")
          );
          if (ctx.persistentIds.has(newChildId)) {
            const movedChild = moveBeforeById(
              oldParent,
              newChildId,
              insertionPoint,
              ctx
            );
            morphNode(movedChild, newChild, ctx);
            insertionPoint = movedChild.nextSibling;
            continue;
          }
        }
        const insertedNode = createNode(
          oldParent,
          newChild,
          insertionPoint,
          ctx
        );
        if (insertedNode) {
          insertionPoint = insertedNode.nextSibling;
        }
      }
      while (insertionPoint && insertionPoint != endPoint) {
        const tempNode = insertionPoint;
        insertionPoint = insertionPoint.nextSibling;
        removeNode(ctx, tempNode);
      }
    }
    function createNode(oldParent, newChild, insertionPoint, ctx) {
      if (ctx.callbacks.beforeNodeAdded(newChild) === false) return null;
      if (ctx.idMap.has(newChild)) {
        const newEmptyChild = ctx.doc.createElementNS(
          /** @type {Element} */
          newChild.namespaceURI,
          /** @type {Element} */
          newChild.localName
        );
        oldParent.insertBefore(newEmptyChild, insertionPoint);
        morphNode(newEmptyChild, newChild, ctx);
        ctx.callbacks.afterNodeAdded(newEmptyChild);
        return newEmptyChild;
      } else {
        const newClonedChild = ctx.doc.importNode(newChild, true);
        oldParent.insertBefore(newClonedChild, insertionPoint);
        ctx.callbacks.afterNodeAdded(newClonedChild);
        return newClonedChild;
      }
    }
    const findBestMatch = /* @__PURE__ */ (function() {
      function findBestMatch2(ctx, node, startPoint, endPoint) {
        let softMatch = null;
        let nextSibling = node.nextSibling;
        let siblingSoftMatchCount = 0;
        let cursor = startPoint;
        while (cursor && cursor != endPoint) {
          if (isSoftMatch(cursor, node)) {
            if (isIdSetMatch(ctx, cursor, node)) {
              return cursor;
            }
            if (softMatch === null) {
              if (!ctx.idMap.has(cursor)) {
                softMatch = cursor;
              }
            }
          }
          if (softMatch === null && nextSibling && isSoftMatch(cursor, nextSibling)) {
            siblingSoftMatchCount++;
            nextSibling = nextSibling.nextSibling;
            if (siblingSoftMatchCount >= 2) {
              softMatch = void 0;
            }
          }
          if (ctx.activeElementAndParents.includes(cursor)) break;
          cursor = cursor.nextSibling;
        }
        return softMatch || null;
      }
      function isIdSetMatch(ctx, oldNode, newNode) {
        let oldSet = ctx.idMap.get(oldNode);
        let newSet = ctx.idMap.get(newNode);
        if (!newSet || !oldSet) return false;
        for (const id of oldSet) {
          if (newSet.has(id)) {
            return true;
          }
        }
        return false;
      }
      function isSoftMatch(oldNode, newNode) {
        const oldElt = (
          /** @type {Element} */
          oldNode
        );
        const newElt = (
          /** @type {Element} */
          newNode
        );
        return oldElt.nodeType === newElt.nodeType && oldElt.tagName === newElt.tagName && // If oldElt has an `id` with possible state and it doesn't match newElt.id then avoid morphing.
        // We'll still match an anonymous node with an IDed newElt, though, because if it got this far,
        // its not persistent, and new nodes can't have any hidden state.
        // We can't use .id because of form input shadowing, and we can't count on .getAttribute's presence because it could be a document-fragment
        (!oldElt.getAttribute?.("id") || oldElt.getAttribute?.("id") === newElt.getAttribute?.("id"));
      }
      return findBestMatch2;
    })();
    function removeNode(ctx, node) {
      if (node === ctx.pantry) return;
      if (ctx.idMap.has(node)) {
        moveBefore(ctx.pantry, node, null);
      } else {
        if (ctx.callbacks.beforeNodeRemoved(node) === false) return;
        node.parentNode?.removeChild(node);
        ctx.callbacks.afterNodeRemoved(node);
      }
    }
    function removeNodesBetween(ctx, startInclusive, endExclusive) {
      let cursor = startInclusive;
      while (cursor && cursor !== endExclusive) {
        let tempNode = (
          /** @type {Node} */
          cursor
        );
        cursor = cursor.nextSibling;
        removeNode(ctx, tempNode);
      }
      return cursor;
    }
    function moveBeforeById(parentNode, id, after, ctx) {
      const selector = `[id="${CSS.escape(id)}"]`;
      const target = (
        /** @type {Element} - will always be found */
        // ctx.target.id unsafe because of form input shadowing
        // ctx.target could be a document fragment which doesn't have `getAttribute`
        ctx.target.getAttribute?.("id") === id && ctx.target || ctx.target.querySelector(selector) || ctx.pantry.querySelector(selector)
      );
      removeElementFromAncestorsIdMaps(target, ctx);
      moveBefore(parentNode, target, after);
      return target;
    }
    function removeElementFromAncestorsIdMaps(element, ctx) {
      const id = (
        /** @type {String} */
        element.getAttribute("id")
      );
      while (element = element.parentNode) {
        let idSet = ctx.idMap.get(element);
        if (idSet) {
          idSet.delete(id);
          if (!idSet.size) {
            ctx.idMap.delete(element);
          }
        }
      }
    }
    function moveBefore(parentNode, element, after) {
      if (parentNode.moveBefore) {
        try {
          parentNode.moveBefore(element, after);
        } catch (e) {
          parentNode.insertBefore(element, after);
        }
      } else {
        parentNode.insertBefore(element, after);
      }
    }
    return morphChildren2;
  })();
  const morphNode = /* @__PURE__ */ (function() {
    function morphNode2(oldNode, newContent, ctx) {
      if (ctx.ignoreActive && oldNode === ctx.doc.activeElement) {
        return null;
      }
      if (ctx.callbacks.beforeNodeMorphed(oldNode, newContent) === false) {
        return oldNode;
      }
      if (is.headElement(oldNode) && ctx.head.style === "none") {
      } else if (is.headElement(oldNode) && ctx.head.style !== "morph") {
        handleHeadElement(
          oldNode,
          /** @type {HTMLHeadElement} */
          newContent,
          ctx
        );
      } else {
        morphAttributes(oldNode, newContent, ctx);
        if (!ignoreValueOfActiveElement(oldNode, ctx)) {
          morphChildren(ctx, oldNode, newContent);
        }
      }
      ctx.callbacks.afterNodeMorphed(oldNode, newContent);
      return oldNode;
    }
    function morphAttributes(oldNode, newNode, ctx) {
      let type = newNode.nodeType;
      if (type === 1) {
        const oldElt = (
          /** @type {Element} */
          oldNode
        );
        const newElt = (
          /** @type {Element} */
          newNode
        );
        const oldAttributes = oldElt.attributes;
        const newAttributes = newElt.attributes;
        for (const newAttribute of newAttributes) {
          if (oldElt.getAttribute(newAttribute.name) === newAttribute.value) {
            continue;
          }
          if (ignoreAttribute(newAttribute.name, oldElt, "update", ctx)) {
            continue;
          }
          oldElt.setAttributeNode(
            /** @type {Attr} */
            newAttribute.cloneNode()
          );
        }
        for (let i = oldAttributes.length - 1; 0 <= i; i--) {
          const oldAttribute = oldAttributes[i];
          if (!oldAttribute) continue;
          if (!newElt.hasAttribute(oldAttribute.name)) {
            if (ignoreAttribute(oldAttribute.name, oldElt, "remove", ctx)) {
              continue;
            }
            oldElt.removeAttribute(oldAttribute.name);
          }
        }
        if (!ignoreValueOfActiveElement(oldElt, ctx)) {
          syncInputValue(oldElt, newElt, ctx);
        }
      }
      if (type === 8 || type === 3) {
        if (oldNode.nodeValue !== newNode.nodeValue) {
          oldNode.nodeValue = newNode.nodeValue;
        }
      }
    }
    function syncInputValue(oldElement, newElement, ctx) {
      if (is.inputElement(oldElement) && is.inputElement(newElement) && newElement.type !== "file") {
        let newValue = newElement.value;
        let oldValue = oldElement.value;
        syncBooleanAttribute(oldElement, newElement, "checked", ctx);
        syncBooleanAttribute(oldElement, newElement, "disabled", ctx);
        if (!newElement.hasAttribute("value")) {
          if (!ignoreAttribute("value", oldElement, "remove", ctx)) {
            oldElement.value = "";
            oldElement.removeAttribute("value");
          }
        } else if (oldValue !== newValue) {
          if (!ignoreAttribute("value", oldElement, "update", ctx)) {
            oldElement.setAttribute("value", newValue);
            oldElement.value = newValue;
          }
        }
      } else if (is.optionElement(oldElement) && is.optionElement(newElement)) {
        syncBooleanAttribute(oldElement, newElement, "selected", ctx);
      } else if (is.textAreaElement(oldElement) && is.textAreaElement(newElement)) {
        let newValue = newElement.value;
        let oldValue = oldElement.value;
        if (ignoreAttribute("value", oldElement, "update", ctx)) {
          return;
        }
        if (newValue !== oldValue) {
          oldElement.value = newValue;
        }
        if (oldElement.firstChild && oldElement.firstChild.nodeValue !== newValue) {
          oldElement.firstChild.nodeValue = newValue;
        }
      }
    }
    function syncBooleanAttribute(oldElement, newElement, attributeName, ctx) {
      const newLiveValue = newElement[attributeName], oldLiveValue = oldElement[attributeName];
      if (newLiveValue !== oldLiveValue) {
        const ignoreUpdate = ignoreAttribute(
          attributeName,
          oldElement,
          "update",
          ctx
        );
        if (!ignoreUpdate) {
          oldElement[attributeName] = newElement[attributeName];
        }
        if (newLiveValue) {
          if (!ignoreUpdate) {
            oldElement.setAttribute(attributeName, "");
          }
        } else {
          if (!ignoreAttribute(attributeName, oldElement, "remove", ctx)) {
            oldElement.removeAttribute(attributeName);
          }
        }
      }
    }
    function ignoreAttribute(attr, element, updateType, ctx) {
      if (attr === "value" && ctx.ignoreActiveValue && element === ctx.doc.activeElement) {
        return true;
      }
      return ctx.callbacks.beforeAttributeUpdated(attr, element, updateType) === false;
    }
    function ignoreValueOfActiveElement(possibleActiveElement, ctx) {
      return !!ctx.ignoreActiveValue && possibleActiveElement === ctx.doc.activeElement && possibleActiveElement !== ctx.doc.body;
    }
    return morphNode2;
  })();
  function withHeadBlocking(ctx, oldNode, newNode, callback) {
    if (ctx.head.block && ctx.head.style !== "none") {
      const oldHead = oldNode.querySelector("head");
      const newHead = newNode.querySelector("head");
      if (oldHead && newHead) {
        const promises = handleHeadElement(oldHead, newHead, ctx);
        return Promise.all(promises).then(() => {
          const newCtx = Object.assign(ctx, {
            head: {
              block: false,
              style: "none"
            }
          });
          return callback(newCtx);
        });
      }
    }
    return callback(ctx);
  }
  function handleHeadElement(oldHead, newHead, ctx) {
    let added = [];
    let removed = [];
    let preserved = [];
    let nodesToAppend = [];
    let srcToNewHeadNodes = /* @__PURE__ */ new Map();
    for (const newHeadChild of newHead.children) {
      srcToNewHeadNodes.set(newHeadChild.outerHTML, newHeadChild);
    }
    for (const currentHeadElt of oldHead.children) {
      let inNewContent = srcToNewHeadNodes.has(currentHeadElt.outerHTML);
      let isReAppended = ctx.head.shouldReAppend(currentHeadElt);
      let isPreserved = ctx.head.shouldPreserve(currentHeadElt);
      if (inNewContent || isPreserved) {
        if (isReAppended) {
          removed.push(currentHeadElt);
        } else {
          srcToNewHeadNodes.delete(currentHeadElt.outerHTML);
          preserved.push(currentHeadElt);
        }
      } else {
        if (ctx.head.style === "append") {
          if (isReAppended) {
            removed.push(currentHeadElt);
            nodesToAppend.push(currentHeadElt);
          }
        } else {
          if (ctx.head.shouldRemove(currentHeadElt) !== false) {
            removed.push(currentHeadElt);
          }
        }
      }
    }
    nodesToAppend.push(...srcToNewHeadNodes.values());
    let promises = [];
    for (const newNode of nodesToAppend) {
      let newElt = (
        /** @type {ChildNode} */
        ctx.doc.createRange().createContextualFragment(newNode.outerHTML).firstChild
      );
      if (ctx.callbacks.beforeNodeAdded(newElt) !== false) {
        if ("href" in newElt && newElt.href || "src" in newElt && newElt.src) {
          let resolve;
          let promise = new Promise(function(_resolve) {
            resolve = _resolve;
          });
          newElt.addEventListener("load", function() {
            resolve();
          });
          promises.push(promise);
        }
        oldHead.appendChild(newElt);
        ctx.callbacks.afterNodeAdded(newElt);
        added.push(newElt);
      }
    }
    for (const removedElement of removed) {
      if (ctx.callbacks.beforeNodeRemoved(removedElement) !== false) {
        oldHead.removeChild(removedElement);
        ctx.callbacks.afterNodeRemoved(removedElement);
      }
    }
    ctx.head.afterHeadMorphed(oldHead, {
      added,
      kept: preserved,
      removed
    });
    return promises;
  }
  const createMorphContext = /* @__PURE__ */ (function() {
    function createMorphContext2(oldNode, newContent, config) {
      const { persistentIds, idMap } = createIdMaps(oldNode, newContent);
      const mergedConfig = mergeDefaults(config);
      const morphStyle = mergedConfig.morphStyle || "outerHTML";
      if (!["innerHTML", "outerHTML"].includes(morphStyle)) {
        throw `Do not understand how to morph style ${morphStyle}`;
      }
      if (morphStyle === "innerHTML" && !oldNode.append) {
        throw `Cannot morph the innerHTML of a ${oldNode.nodeName} node, as it cannot have children`;
      }
      const headStyle = mergedConfig.head.style || "merge";
      if (!["merge", "append", "morph", "none"].includes(headStyle)) {
        throw `Do not understand how to morph head style ${headStyle}`;
      }
      const doc = oldNode.ownerDocument;
      return {
        target: oldNode,
        newContent,
        doc,
        config: mergedConfig,
        morphStyle,
        ignoreActive: mergedConfig.ignoreActive,
        ignoreActiveValue: mergedConfig.ignoreActiveValue,
        restoreFocus: mergedConfig.restoreFocus,
        idMap,
        persistentIds,
        pantry: createPantry(doc),
        activeElementAndParents: createActiveElementAndParents(oldNode, doc),
        callbacks: mergedConfig.callbacks,
        head: mergedConfig.head
      };
    }
    function mergeDefaults(config) {
      let finalConfig = Object.assign({}, defaults);
      Object.assign(finalConfig, config);
      finalConfig.callbacks = Object.assign(
        {},
        defaults.callbacks,
        config.callbacks
      );
      finalConfig.head = Object.assign({}, defaults.head, config.head);
      return finalConfig;
    }
    function createPantry(doc) {
      const pantry = doc.createElement("div");
      pantry.hidden = true;
      doc.documentElement.append(pantry);
      return pantry;
    }
    function createActiveElementAndParents(oldNode, doc) {
      let activeElementAndParents = [];
      let elt = doc.activeElement;
      if (elt?.tagName !== "BODY" && oldNode.contains(elt)) {
        while (elt) {
          activeElementAndParents.push(elt);
          if (elt === oldNode) break;
          elt = elt.parentElement;
        }
      }
      return activeElementAndParents;
    }
    function findIdElements(root2) {
      let elements2 = [];
      const rootElt = (
        /** @type {Partial<Element>} */
        root2
      );
      for (const elt of rootElt.querySelectorAll?.("[id]") ?? []) {
        const id = elt.getAttribute("id");
        if (id) elements2.push({ elt, id });
      }
      const rootId = rootElt.getAttribute?.("id");
      if (rootId)
        elements2.push({ elt: (
          /** @type {Element} */
          root2
        ), id: rootId });
      return elements2;
    }
    function populateIdMapWithTree(idMap, persistentIds, root2, elements2) {
      for (const { elt, id } of elements2) {
        if (persistentIds.has(id)) {
          let current = elt;
          while (current) {
            let idSet = idMap.get(current);
            if (idSet == null) {
              idSet = /* @__PURE__ */ new Set();
              idMap.set(current, idSet);
            }
            idSet.add(id);
            if (current === root2) break;
            current = current.parentElement;
          }
        }
      }
    }
    function createIdMaps(oldContent, newContent) {
      const oldIdElements = findIdElements(oldContent);
      const newIdElements = findIdElements(newContent);
      const persistentIds = createPersistentIds(oldIdElements, newIdElements);
      let idMap = /* @__PURE__ */ new Map();
      populateIdMapWithTree(idMap, persistentIds, oldContent, oldIdElements);
      const newRoot = newContent.__idiomorphRoot || newContent;
      populateIdMapWithTree(idMap, persistentIds, newRoot, newIdElements);
      return { persistentIds, idMap };
    }
    function createPersistentIds(oldIdElements, newIdElements) {
      let duplicateIds = /* @__PURE__ */ new Set();
      let oldIdTagNameMap = /* @__PURE__ */ new Map();
      for (const { elt, id } of oldIdElements) {
        if (oldIdTagNameMap.has(id)) {
          duplicateIds.add(id);
        } else {
          oldIdTagNameMap.set(id, elt.tagName);
        }
      }
      let persistentIds = /* @__PURE__ */ new Set();
      for (const { elt, id } of newIdElements) {
        if (persistentIds.has(id)) {
          duplicateIds.add(id);
        } else if (oldIdTagNameMap.get(id) === elt.tagName) {
          persistentIds.add(id);
        }
      }
      for (const id of duplicateIds) {
        persistentIds.delete(id);
      }
      if (duplicateIds.size) {
        console.warn(
          "[Warning] duplicate ids found during morph, state loss within these elements is possible:",
          Array.from(duplicateIds)
        );
      }
      return persistentIds;
    }
    return createMorphContext2;
  })();
  const { normalizeElement, normalizeParent } = /* @__PURE__ */ (function() {
    const generatedByIdiomorph = /* @__PURE__ */ new WeakSet();
    function normalizeElement2(content) {
      if (is.document(content)) {
        return content.documentElement;
      } else {
        return (
          /** @type {Element} */
          content
        );
      }
    }
    function normalizeParent2(newContent) {
      if (newContent == null) {
        return document.createElement("div");
      } else if (typeof newContent === "string") {
        return normalizeParent2(parseContent(newContent));
      } else if (generatedByIdiomorph.has(
        /** @type {Element} */
        newContent
      )) {
        return (
          /** @type {Element} */
          newContent
        );
      } else if (is.node(newContent)) {
        if (newContent.parentNode) {
          return (
            /** @type {any} */
            new SlicedParentNode(newContent)
          );
        } else {
          const dummyParent = document.createElement("div");
          dummyParent.append(newContent);
          return dummyParent;
        }
      } else {
        const dummyParent = document.createElement("div");
        for (const elt of [...newContent]) {
          dummyParent.append(elt);
        }
        return dummyParent;
      }
    }
    class SlicedParentNode {
      /** @param {Node} node */
      constructor(node) {
        this.originalNode = node;
        this.realParentNode = /** @type {Element} */
        node.parentNode;
        this.previousSibling = node.previousSibling;
        this.nextSibling = node.nextSibling;
      }
      /** @returns {Node[]} */
      get childNodes() {
        const nodes = [];
        let cursor = this.previousSibling ? this.previousSibling.nextSibling : this.realParentNode.firstChild;
        while (cursor && cursor != this.nextSibling) {
          nodes.push(cursor);
          cursor = cursor.nextSibling;
        }
        return nodes;
      }
      /**
       * @param {string} selector
       * @returns {Element[]}
       */
      querySelectorAll(selector) {
        return this.childNodes.reduce(
          (results, node) => {
            if (is.element(node)) {
              if (node.matches(selector)) results.push(node);
              const nodeList = node.querySelectorAll(selector);
              for (let i = 0; i < nodeList.length; i++) {
                results.push(nodeList[i]);
              }
            }
            return results;
          },
          /** @type {Element[]} */
          []
        );
      }
      /**
       * @param {Node} node
       * @param {Node} referenceNode
       * @returns {Node}
       */
      insertBefore(node, referenceNode) {
        return this.realParentNode.insertBefore(node, referenceNode);
      }
      /**
       * @param {Node} node
       * @param {Node} referenceNode
       * @returns {Node}
       */
      moveBefore(node, referenceNode) {
        return this.realParentNode.moveBefore(node, referenceNode);
      }
      /**
       * for later use with populateIdMapWithTree to halt upwards iteration
       * @returns {Node}
       */
      get __idiomorphRoot() {
        return this.originalNode;
      }
    }
    function parseContent(newContent) {
      let parser = new DOMParser();
      let contentWithSvgsRemoved = newContent.replace(
        /<svg(\s[^>]*>|>)([\s\S]*?)<\/svg>/gim,
        ""
      );
      if (contentWithSvgsRemoved.match(/<\/html>/) || contentWithSvgsRemoved.match(/<\/head>/) || contentWithSvgsRemoved.match(/<\/body>/)) {
        let content = parser.parseFromString(newContent, "text/html");
        content.doctype?.remove();
        if (contentWithSvgsRemoved.match(/<\/html>/)) {
          generatedByIdiomorph.add(content);
          return content;
        } else {
          let htmlElement = content.firstChild;
          if (htmlElement) {
            generatedByIdiomorph.add(htmlElement);
          }
          return htmlElement;
        }
      } else {
        let responseDoc = parser.parseFromString(
          "<body><template>" + newContent + "</template></body>",
          "text/html"
        );
        let content = (
          /** @type {HTMLTemplateElement} */
          responseDoc.body.querySelector("template").content
        );
        generatedByIdiomorph.add(content);
        return content;
      }
    }
    return { normalizeElement: normalizeElement2, normalizeParent: normalizeParent2 };
  })();
  const is = /* @__PURE__ */ (function() {
    const element = (value) => value instanceof Element || value?.nodeType === Node.ELEMENT_NODE;
    const htmlElement = (value, localName) => element(value) && value.localName === localName && value.namespaceURI === "http://www.w3.org/1999/xhtml";
    return {
      element,
      /** @param {unknown} value @returns {value is Node} */
      node: (value) => value instanceof Node || typeof /** @type {any} */
      value?.nodeType === "number",
      /** @param {Node | null | undefined} value @returns {value is Document} */
      document: (value) => value instanceof Document || value?.nodeType === Node.DOCUMENT_NODE,
      /** @param {Node | null | undefined} value @returns {value is HTMLTemplateElement} */
      templateElement: (value) => htmlElement(value, "template"),
      /** @param {Node | null | undefined} value @returns {value is HTMLHeadElement} */
      headElement: (value) => htmlElement(value, "head"),
      /** @param {Node | null | undefined} value @returns {value is HTMLInputElement} */
      inputElement: (value) => htmlElement(value, "input"),
      /** @param {Node | null | undefined} value @returns {value is HTMLOptionElement} */
      optionElement: (value) => htmlElement(value, "option"),
      /** @param {Node | null | undefined} value @returns {value is HTMLTextAreaElement} */
      textAreaElement: (value) => htmlElement(value, "textarea")
    };
  })();
  return {
    morph: morph2,
    defaults
  };
})();

// src/delta/delta.ts
function applyDelta(html, delta) {
  const applied = { html, operations: [] };
  let step = [];
  for (const item of [...delta, 0]) {
    if (typeof item === "string") applied.title = item;
    else if (item) step.push(item);
    else {
      applied.html = applyStep(applied.html, step, applied.operations);
      step = [];
    }
  }
  return applied;
}
function applyStep(old, step, operations) {
  const edits = [];
  const edit = (at2, length, order = 1 /* Self */, text = "", operation, size) => edits.push({ at: at2, length, order, text, operation, size });
  for (const [verb, ...rest] of step) {
    if (typeof verb === "number") {
      const [size, ...splices] = rest;
      const operation = { kind: "edit", id: size ? idAt(old, verb) : "", html: "" };
      edit(verb, 0, 3 /* Begin */, "", operation, size);
      eachSplice(verb, splices, (at2, length, text) => edit(at2, length, 1 /* Self */, text));
      operations.push(operation);
    } else if (verb === "-") {
      for (let i = 0; i < rest.length; i += 2) {
        operations.push({ kind: "remove", id: idAt(old, rest[i]) });
        edit(rest[i], rest[i + 1]);
      }
    } else {
      const [at2, length, ...items] = rest;
      const before = verb === "<";
      const insert = (html2) => edit(before ? at2 : at2 + length, 0, before ? 2 /* Before */ : 0 /* After */, html2);
      operations.push({
        kind: "place",
        id: idAt(old, at2),
        before,
        items: items.map((item) => {
          if (typeof item === "string" || typeof item[2] === "string") {
            const html3 = typeof item === "string" ? item : spliced(old, at2, length, item);
            insert(html3);
            return { html: html3 };
          }
          const [from, size, ...splices] = item;
          const html2 = spliced(old, from, size, splices);
          edit(from, size);
          insert(html2);
          return { id: idAt(old, from), html: splices.length ? html2 : void 0 };
        })
      });
    }
  }
  edits.sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order);
  let html = "";
  let at = 0;
  for (const next of edits) {
    html += old.slice(at, next.at);
    next.from = html.length;
    html += next.text;
    at = next.at + next.length;
  }
  html += old.slice(at);
  for (const { operation, from, size } of edits)
    if (operation) operation.html = size ? html.slice(from, from + size) : html;
  return html;
}
function eachSplice(at, splices, found) {
  for (let i = 0; i < splices.length; i += 3) {
    at += splices[i];
    found(at, splices[i + 1], splices[i + 2]);
    at += splices[i + 1];
  }
}
function spliced(old, at, length, splices) {
  const end = at + length;
  let html = "";
  eachSplice(at, splices, (to, deleted, text) => {
    html += old.slice(at, to) + text;
    at = to + deleted;
  });
  return html + old.slice(at, end);
}
var tag = /<[^>]*? id="([^"]+)"/y;
function idAt(html, at) {
  tag.lastIndex = at;
  return tag.exec(html)[1];
}

// src/util/html.ts
var factory = globalThis.trustedTypes;
var policy = { createHTML: (html) => html };
var trusted = factory ? factory.createPolicy("goldfish", policy) : policy;
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = trusted.createHTML(html);
  const holder = template.content.ownerDocument.createElement("div");
  holder.append(template.content);
  return holder;
}
var inertDocument = document.implementation.createHTMLDocument("");
function copy(node) {
  return inertDocument.importNode(node, true);
}

// src/contract.ts
var PageID = "page";
var PartURL = "data-gf-part";
var Keep = "data-gf-keep";

// src/util/scrollers.ts
var scrolled = /* @__PURE__ */ new Set();
document.addEventListener(
  "scroll",
  ({ target }) => {
    if (target instanceof Element) scrolled.add(target);
  },
  { capture: true, passive: true }
);
function jump(el, left, top) {
  el?.scrollTo({ left, top, behavior: "instant" });
}

// src/page/page.ts
var root = document.documentElement;
var page = {
  element: document.getElementById(PageID),
  url: "",
  version: "",
  title: "",
  body: ""
};
function regionOf(el) {
  return el.parentElement?.closest(`[${PartURL}],#${PageID}`) ?? root;
}

// src/morph/claims.ts
var Claims = class {
  oldByNew = /* @__PURE__ */ new Map();
  newByOld = /* @__PURE__ */ new Map();
  /** Elements of both trees that have claimed elements in them. */
  holders = /* @__PURE__ */ new Set();
  used = /* @__PURE__ */ new Set();
  reserved = /* @__PURE__ */ new Set();
  /** Old elements that are removed at the end: others may still be taken out of them. */
  doomed = [];
  constructor(root2, theirs, region, mayMatch) {
    const isOld = (el) => regionOf(el) === region && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root2.querySelectorAll("[id]"))
      if (!byId.has(el.id) && isOld(el)) byId.set(el.id, el);
    for (const next of theirs.querySelectorAll("[id]")) {
      const el = byId.get(next.getAttribute("id"));
      if (!el || el.localName !== next.localName || inputKind(el) !== inputKind(next)) continue;
      if (mayMatch(el, next) && !next.matches(nested)) this.add(el, next, root2, theirs);
    }
    const { newByOld, oldByNew } = this;
    const oldControls = controlsByKey(root2, newByOld, isOld);
    if (!oldControls.size) return;
    for (const [key, next] of controlsByKey(theirs, oldByNew, (el) => !el.matches(nested))) {
      const old = oldControls.get(key) ?? [];
      if (old.length !== next.length) continue;
      old.forEach((el, i) => mayMatch(el, next[i]) && this.add(el, next[i], root2, theirs));
    }
  }
  add(el, next, root2, theirs) {
    if (this.newByOld.has(el) || this.oldByNew.has(next)) return;
    this.oldByNew.set(next, el);
    this.newByOld.set(el, next);
    this.addHolders(el, root2);
    this.addHolders(next, theirs);
  }
  addHolders(el, top) {
    const { holders } = this;
    let holder = el.parentElement;
    for (; holder && holder !== top && !holders.has(holder); holder = holder.parentElement)
      holders.add(holder);
  }
  newFor(el) {
    return this.newByOld.get(el);
  }
  /** The old element of a new one that is about to be put into the parent. */
  take(next, parent) {
    const el = this.oldByNew.get(next);
    if (!el || this.used.has(el) || el.contains(parent)) return void 0;
    this.used.add(el);
    return el;
  }
  /** Whether an old child is claimed by another parent than this new one. */
  isReserved(child, theirs) {
    const next = this.newByOld.get(child);
    if (!next || next.parentElement === theirs) return false;
    if (!this.used.has(child)) this.reserved.add(child);
    return true;
  }
  /** Whether claimed elements are in this node. */
  holds(el) {
    return this.holders.has(el);
  }
  remove(child) {
    if (this.holds(child)) this.doomed.push(child);
    else child.remove();
  }
  /** Removes at the end what was left in place for its claimed elements, and what was not taken. */
  finish() {
    for (const child of this.doomed) child.remove();
    for (const el of this.reserved) if (!this.used.has(el)) el.remove();
  }
};
var notEdited = /^(hidden|submit|button|reset|image)$/;
var distinct = /^(checkbox|radio|file|password)$/;
function inputKind(el) {
  if (el.localName !== "input") return "";
  const type = (el.getAttribute("type") ?? "text").toLowerCase();
  return notEdited.test(type) || distinct.test(type) ? type : "";
}
function controlsByKey(root2, claimed, want) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root2.querySelectorAll("input[name],textarea[name],select[name]")) {
    const kind = inputKind(el);
    if (notEdited.test(kind) || claimed.has(el) || !want(el)) continue;
    const form = el.closest("form");
    let row = el.parentElement;
    while (row && row !== root2 && !claimed.has(row)) row = row.parentElement;
    const key = [
      el.getAttribute("form") ?? form?.getAttribute("id") ?? form?.getAttribute("action") ?? "",
      row && row !== root2 ? row.getAttribute("id") : "",
      el.localName,
      kind,
      el.getAttribute("name"),
      /^(checkbox|radio)$/.test(kind) ? el.getAttribute("value") : ""
    ].join("\n");
    found.set(key, [...found.get(key) ?? [], el]);
  }
  return found;
}

// src/morph/fields.ts
function currentValue(el) {
  if (el instanceof HTMLSelectElement)
    return [...el.selectedOptions].map((option) => option.value).join("\n");
  if (isCheckable(el)) return String(el.checked);
  if (el.type === "file") return filesOf(el).map(fileKey).join("\n");
  return el.value;
}
var filesOf = (el) => [...el.files ?? []];
var fileKey = (file) => file.name + file.size + file.lastModified;
function serverValue(el) {
  if (el instanceof HTMLSelectElement)
    return serverOptions(el).map((option) => option.value).join("\n");
  if (isCheckable(el)) return String(el.defaultChecked);
  return el.type === "file" ? "" : el.defaultValue;
}
function serverOptions(el) {
  const options = [...el.options];
  const selected = options.filter((option) => option.defaultSelected);
  if (el.multiple) return selected;
  if (selected.length) return selected.slice(-1);
  return el.size > 1 ? [] : options.filter((option) => !option.disabled).slice(0, 1);
}
function setValue(el, value) {
  if (el instanceof HTMLSelectElement) {
    let values = value.split("\n");
    const exists = (v) => [...el.options].some((option) => option.value === v);
    if (value !== "" && !values.some(exists)) values = serverValue(el).split("\n");
    for (const option of el.options) {
      const selected = values.includes(option.value);
      if (option.selected !== selected) option.selected = selected;
    }
  } else if (isCheckable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function isCheckable(el) {
  return el.type === "checkbox" || el.type === "radio";
}
function isEditable(el) {
  return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}
function isDirty(el) {
  if (currentValue(el) !== serverValue(el) || el.validity.badInput) return true;
  if (el.type !== "radio" || !el.name) return false;
  const group = `input[type=radio][name="${CSS.escape(el.name)}"]`;
  return [...(el.form ?? document).querySelectorAll(group)].some(
    (other) => other.form === el.form && other.checked !== other.defaultChecked
  );
}
function controlsIn(root2, region) {
  return [...root2.querySelectorAll("input,textarea,select")].filter(
    (el) => isEditable(el) && regionOf(el) === region
  );
}
var elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements");
var pendingReset = /* @__PURE__ */ new WeakMap();
document.addEventListener("focusout", (event) => {
  const el = event.target;
  if (pendingReset.has(el) && pendingReset.get(el) === currentValue(el))
    setValue(el, serverValue(el));
  pendingReset.delete(el);
});
function preserveFields(root2, rules, region = root2) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root2, region)) {
    const saved = {
      current: currentValue(el),
      server: serverValue(el),
      dirty: isDirty(el)
    };
    if (el === document.activeElement && "selectionStart" in el && el.selectionStart !== null) {
      const { selectionStart, selectionEnd, selectionDirection } = el;
      saved.selection = [
        selectionStart,
        selectionEnd ?? selectionStart,
        selectionDirection ?? "none"
      ];
    }
    before.set(el, saved);
  }
  return () => {
    for (const [el, { current, server, dirty, selection }] of before) {
      if (!el.isConnected) continue;
      const focused = el === document.activeElement;
      const theirs = serverValue(el);
      const keep = rules.fresh ? el === rules.inUse : rules.sent?.has(el) ? current !== rules.sent.get(el) : theirs === server || dirty || focused;
      setValue(el, keep ? current : theirs);
      if (!keep || !focused) continue;
      if (!dirty && theirs !== server) pendingReset.set(el, current);
      if (selection) restoreSelection(el, selection);
    }
  };
}
function restoreSelection(el, [start, end, direction]) {
  if (el.selectionStart !== start || el.selectionEnd !== end)
    el.setSelectionRange(start, end, direction);
}

// src/morph/localChanges.ts
var localChanges = /* @__PURE__ */ new Map();
var observed = {
  attributes: true,
  attributeOldValue: true,
  characterData: true,
  characterDataOldValue: true,
  childList: true,
  subtree: true
};
var observer;
function watchLocalChanges(element) {
  observer?.disconnect();
  localChanges.clear();
  observer = new MutationObserver(record);
  observer.observe(element, observed);
}
function flush() {
  if (observer) record(observer.takeRecords());
}
function discard() {
  observer?.takeRecords();
  for (const [el, change] of localChanges) {
    if (change.children && isUnchanged(el, change.children)) delete change.children;
    if (!el.isConnected || !(change.attributes.size || change.children)) localChanges.delete(el);
  }
}
function forget(region) {
  delete localChanges.get(region)?.children;
  for (const el of localChanges.keys()) if (regionOf(el) === region) localChanges.delete(el);
}
function isUnchanged(el, { nodes, base }) {
  const sent = [...nodes];
  return sent.length === el.childNodes.length && sent.every(
    (node, i) => node === el.childNodes[i] && (node instanceof Element || node.nodeValue === base[i]?.nodeValue)
  );
}
function addedChildren(el) {
  const nodes = localChanges.get(el)?.children?.nodes;
  return nodes ? [...el.children].filter((child) => !nodes.has(child)) : [];
}
function changeOf(el) {
  let change = localChanges.get(el);
  if (!change) localChanges.set(el, change = { attributes: /* @__PURE__ */ new Map() });
  return change;
}
function record(records) {
  const byList = /* @__PURE__ */ new Map();
  for (const record2 of records) {
    const { target } = record2;
    const el = record2.type === "characterData" ? target.parentElement : target;
    if (!el) continue;
    if (record2.type === "attributes") {
      if (el.parentElement?.closest(`[${Keep}]`)) continue;
      const { attributes } = changeOf(el);
      const name = record2.attributeName;
      if (!attributes.has(name)) attributes.set(name, record2.oldValue);
    } else if (!el.closest(`[${Keep}]`) && !changeOf(el).children) {
      const list = byList.get(el);
      if (list) list.push(record2);
      else byList.set(el, [record2]);
    }
  }
  for (const [el, list] of byList) changeOf(el).children = childrenBefore(el, list);
}
function childrenBefore(el, records) {
  const nodes = [...el.childNodes];
  const texts = /* @__PURE__ */ new Map();
  for (const record2 of records.reverse()) {
    if (record2.type === "characterData") {
      texts.set(record2.target, record2.oldValue);
      continue;
    }
    for (const added of record2.addedNodes) {
      const at2 = nodes.indexOf(added);
      if (at2 >= 0) nodes.splice(at2, 1);
    }
    const { nextSibling, previousSibling } = record2;
    let at = nextSibling ? nodes.indexOf(nextSibling) : nodes.length;
    if (at < 0) at = previousSibling ? nodes.indexOf(previousSibling) + 1 : nodes.length;
    nodes.splice(at, 0, ...record2.removedNodes);
  }
  const base = nodes.map((node) => {
    const sent = copy(node);
    if (texts.has(node)) sent.nodeValue = texts.get(node);
    return sent;
  });
  return { nodes: new Set(nodes), base };
}

// src/morph/match.ts
function matchElements(root2, theirs, region, claims) {
  const oldFor = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root2, theirs]]);
  function newFor(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root2.contains(el) && regionOf(el) === region) {
      const parent = newFor(el.parentElement);
      found = claims.newFor(el);
      if (found) {
        known.set(el, found);
        return found;
      }
      found = el.id ? theirs.querySelector(`${el.localName}#${CSS.escape(el.id)}`) : parent && similar(el, parent);
    }
    known.set(el, found);
    if (found && !el.id && !oldFor.has(found)) oldFor.set(found, el);
    return found;
  }
  for (const el of localChanges.keys()) newFor(el);
  return { oldFor, newFor };
}
function similar(el, parent) {
  const isCandidate = (other) => other.localName === el.localName && !other.id;
  const candidates = [...parent.children].filter(isCandidate);
  const siblings = [...el.parentElement.children].filter(isCandidate);
  if (candidates.length === 1 && siblings.length === 1) return candidates[0];
  const base = original(el);
  const equal = candidates.filter((candidate) => candidate.isEqualNode(base));
  const before = siblings.slice(0, siblings.indexOf(el)).filter((sibling) => base.isEqualNode(original(sibling)));
  if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
  return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : void 0;
}
function original(el) {
  const all = [el, ...el.querySelectorAll("*")];
  if (!all.some((inner) => localChanges.has(inner))) return el;
  const sent = copy(el);
  const copies = [sent, ...sent.querySelectorAll("*")];
  all.forEach((inner, i) => {
    const change = localChanges.get(inner);
    if (!change) return;
    for (const [name, value] of change.attributes) {
      if (value === null) copies[i].removeAttribute(name);
      else copies[i].setAttribute(name, value);
    }
    if (change.children) copies[i].replaceChildren(...change.children.base.map(copy));
  });
  return sent;
}

// src/morph/reconcile.ts
function reconcile(el, theirs, rules) {
  const { claims } = rules;
  const old = [...el.childNodes].filter(
    (child) => !rules.isLocal(child) && !claims.isReserved(child, theirs)
  );
  const next = [...theirs.childNodes].filter((child) => !rules.removedLocally(el, child));
  const matches = matchChildren(el, old, next, rules);
  const matched = new Set(matches);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const stable = stableNodes(matches, old, rules);
  let before = null;
  for (let i = next.length - 1; i >= 0; i--) {
    const child = matches[i] ?? next[i];
    if (!stable.has(child)) move(el, child, before);
    before = child;
  }
  matches.forEach(
    (child, i) => child ? update(child, next[i], rules) : takeClaimed(next[i], rules)
  );
}
function takeClaimed(el, rules) {
  if (!rules.claims.holds(el)) return;
  for (const next of [...el.children]) {
    const old = rules.claims.take(next, el);
    if (!old) {
      takeClaimed(next, rules);
      continue;
    }
    move(el, old, next);
    next.remove();
    update(old, next, rules);
  }
}
function update(child, next, rules) {
  if (!(child instanceof Element)) {
    if (child.nodeValue !== next.nodeValue) child.nodeValue = next.nodeValue;
  } else if (!child.isEqualNode(next)) {
    const deeper = rules.visit(child);
    updateAttributes(child, next, rules.mayChange);
    if (deeper) reconcile(child, next, rules);
  }
}
function updateAttributes(el, next, mayChange2) {
  for (const { name, value } of next.attributes) {
    if (el.getAttribute(name) !== value && mayChange2(el, name, value)) el.setAttribute(name, value);
  }
  for (const { name } of [...el.attributes]) {
    if (!next.hasAttribute(name) && mayChange2(el, name, null)) el.removeAttribute(name);
  }
}
function move(parent, node, before) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}
function matchChildren(el, old, next, rules) {
  const matches = next.map(() => void 0);
  const free = new Set(old);
  const take = (i, child) => {
    if (!child || matches[i] || !free.has(child) || !sameKind(child, next[i])) return false;
    if (child instanceof Element && !rules.mayMatch(child, next[i])) return false;
    matches[i] = child;
    return free.delete(child);
  };
  const unmatched = () => next.flatMap((child, i) => !matches[i] && child instanceof Element ? [i] : []);
  const pair = (key) => {
    const open = unmatched();
    if (!open.length || !free.size) return;
    const byKey = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key(child);
      if (k) byKey.set(k, (byKey.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!byKey.size) return;
    for (const i of open) {
      const candidates = byKey.get(key(next[i]));
      for (const child of candidates ?? []) {
        if (!take(i, child)) continue;
        candidates.delete(child);
        break;
      }
    }
  };
  next.forEach((child, i) => {
    const claimed = rules.claims.take(child, el);
    if (!claimed) return;
    matches[i] = claimed;
    free.delete(claimed);
  });
  next.forEach((child, i) => child instanceof Element && take(i, rules.knownMatch(child)));
  matchEnds(old, next, take);
  pair((el2) => el2.id);
  if (free.size > 1 || unmatched().length > 1) {
    pair((el2) => !el2.id && el2.outerHTML);
    pair(innerId(free, next));
  }
  pair((el2) => !el2.id && nameOf(el2) && el2.localName + nameOf(el2));
  pair((el2) => !el2.id && !(isControl(el2) && nameOf(el2)) && el2.localName);
  matchText(old, next, matches, take);
  return matches;
}
function matchEnds(old, next, take) {
  let start = 0;
  while (start < old.length && start < next.length && old[start].isEqualNode(next[start]))
    take(start, old[start++]);
  for (let i = 1; i <= Math.min(old.length, next.length) - start; i++) {
    const child = old[old.length - i];
    if (!child.isEqualNode(next[next.length - i])) break;
    take(next.length - i, child);
  }
}
function innerId(free, next) {
  const ids = (el) => !(el instanceof Element) || el.id ? [] : [...el.querySelectorAll("[id]")].map((inner) => inner.id);
  const theirs = new Set(next.flatMap(ids));
  const both = new Set(theirs.size ? [...free].flatMap(ids).filter((id) => theirs.has(id)) : []);
  return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}
function matchText(old, next, matches, take) {
  const isText = (node) => !(node instanceof Element);
  next.forEach((child, i) => {
    if (!isText(child)) return;
    take(i, i ? matches[i - 1]?.nextSibling : old[0]);
    take(i, matches[i + 1]?.previousSibling);
  });
  const oldTexts = old.filter(isText);
  next.forEach((child, i) => isText(child) && oldTexts.forEach((text) => take(i, text)));
}
function sameKind(child, next) {
  if (child.nodeName !== next.nodeName) return false;
  if (!(child instanceof Element)) return true;
  const equal = (name) => child.getAttribute(name) === next.getAttribute(name);
  return equal("id") && equal("type");
}
function nameOf(el) {
  return el.getAttribute("name") ?? el.getAttribute("href") ?? el.getAttribute("src");
}
function isControl(el) {
  return el.matches("input,textarea,select,iframe");
}
function stableNodes(matches, old, rules) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = matches.filter((child) => !!child && index.has(child));
  let places = order.map((child) => index.get(child));
  if (places.every((place, i) => !i || place > places[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => rules.unmovable(child));
  if (pinned >= 0) {
    const fixed = places[pinned];
    places = places.filter(
      (place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed)
    );
  }
  return new Set(longestIncreasing(places).map((place) => old[place]));
}
function longestIncreasing(numbers) {
  const tails = [];
  const previous = [];
  numbers.forEach((n, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (numbers[tails[middle]] < n) low = middle + 1;
      else high = middle;
    }
    previous[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const run = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) run.push(numbers[i]);
  return run;
}

// src/morph/showDelta.ts
function showDelta(root2, operations, ops) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root2 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = parseElement(html);
    return theirs?.id === el.id && theirs.localName === el.localName && ops.morph(el, theirs);
  };
  return operations.every((operation) => {
    const { kind, id } = operation;
    if (kind === "edit" && !id) return ops.morph(root2, parse(operation.html));
    const el = find(id);
    const parent = el?.parentElement;
    if (!parent) return false;
    if (parent.closest(`[${Keep}]`)) return true;
    if (kind === "edit") return edit(el, operation.html);
    if (!ops.willChange(parent)) return false;
    if (kind === "remove") {
      el.remove();
      return true;
    }
    let last = el;
    return operation.items.every(({ id: id2, html }) => {
      const item = id2 ? find(id2) : parseElement(html);
      if (!item) return false;
      if (id2 && !(ops.willChange(item.parentElement) && ops.movable(item))) return false;
      move(parent, item, operation.before ? el : last.nextSibling);
      last = item;
      return !id2 || html === void 0 || edit(item, html);
    });
  });
}
function parseElement(html) {
  const { childNodes, firstElementChild } = parse(html);
  return childNodes.length === 1 && firstElementChild ? firstElementChild : void 0;
}

// src/morph/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root2, theirs, rules = {}, operations) {
  const { fresh } = rules;
  flush();
  if (fresh) forget(root2);
  const isShell = root2 === document.body;
  const region = isShell ? document.documentElement : root2;
  const restoreFields = preserveFields(root2, rules, region);
  const restoreScrollAndFocus = keepScrollAndFocus(root2);
  const visited = /* @__PURE__ */ new Set();
  const canMove = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  function unmovable(node) {
    if (canMove || !(node instanceof Element)) return false;
    return node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile);
  }
  function mayMatch(el, next) {
    if (el.hasAttribute(PartURL) !== next.hasAttribute(PartURL)) return false;
    if (el.hasAttribute(Keep) !== next.hasAttribute(Keep)) return false;
    return !(fresh && el.hasAttribute(Keep) && !el.id);
  }
  function morphElement(el, theirs2) {
    if (!mayMatch(el, theirs2) && el !== root2) return false;
    const claims = new Claims(el, theirs2, region, fresh ? () => false : mayMatch);
    const matches = matchElements(el, theirs2, region, claims);
    const { keptLists, added, settleLists } = keepLocalLists(matches, root2);
    dropConfirmed(matches);
    const rules2 = {
      knownMatch: (next) => matches.oldFor.get(next),
      mayMatch,
      isLocal: (child) => added.has(child) || isShell && child.nodeName === "SCRIPT",
      removedLocally,
      mayChange,
      visit(el2) {
        visited.add(el2);
        return !keptLists.has(el2) && !el2.matches(`[${Keep}],[${PartURL}],#${PageID}`);
      },
      unmovable,
      claims
    };
    if (el === root2) {
      visited.add(root2);
      reconcile(root2, theirs2, rules2);
    } else {
      willChange(el.parentElement);
      update(el, theirs2, rules2);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function willChange(parent) {
    for (let el = parent; el && el !== root2; el = el.parentElement) visited.add(el);
    return !localChanges.get(parent)?.children;
  }
  const ops = { morph: morphElement, willChange, movable: (el) => !unmovable(el) };
  if (!operations || fresh || !showDelta(root2, operations, ops))
    morphElement(root2, typeof theirs === "string" ? parse(theirs) : theirs);
  restoreFields();
  restoreScrollAndFocus();
  discard();
  return visited;
}
function keepScrollAndFocus(root2) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root2.contains(focused))
      focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root2.contains(anchorNode) && root2.contains(focusNode)) {
      const moved = selection.anchorNode !== anchorNode || selection.anchorOffset !== anchorOffset || selection.focusNode !== focusNode || selection.focusOffset !== focusOffset;
      const at = (node, offset) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
      if (moved)
        selection.setBaseAndExtent(
          anchorNode,
          at(anchorNode, anchorOffset),
          focusNode,
          at(focusNode, focusOffset)
        );
    }
    for (const [el, left, top] of places)
      if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
  };
}
function keepLocalLists({ newFor }, root2) {
  const keptLists = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const changedByBoth = [];
  for (const [el, { children }] of localChanges) {
    for (const child of addedChildren(el)) added.add(child);
    const theirs = children && (el === root2 || !el.hasAttribute(PartURL)) && newFor(el);
    if (!theirs) continue;
    const { base } = children;
    const next = [...theirs.childNodes];
    const unchanged = base.length === next.length && base.every((node, i) => node.isEqualNode(next[i]));
    if (unchanged || el.isContentEditable) {
      keptLists.add(el);
    } else {
      children.base = next.map(copy);
      changedByBoth.push([el, children]);
    }
  }
  const settleLists = () => {
    for (const [el, children] of changedByBoth) {
      const removed = [...children.nodes].filter((node) => !node.parentNode);
      children.nodes = new Set([...el.childNodes, ...removed].filter((node) => !added.has(node)));
    }
  };
  return { keptLists, added, settleLists };
}
function dropConfirmed({ newFor }) {
  for (const [el, { attributes }] of localChanges) {
    const theirs = newFor(el);
    if (!theirs) continue;
    for (const name of attributes.keys())
      if (theirs.getAttribute(name) === el.getAttribute(name)) attributes.delete(name);
  }
}
function mayChange(el, name, theirs) {
  const attributes = localChanges.get(el)?.attributes;
  if (!attributes?.has(name)) return true;
  const base = attributes.get(name) ?? null;
  if (base === theirs) return false;
  if (name !== "class") return attributes.delete(name);
  attributes.set(name, theirs);
  el.setAttribute(name, mergeTokens(base, theirs, el.getAttribute(name)));
  return false;
}
function mergeTokens(base, theirs, ours) {
  const split = (text) => (text ?? "").split(/\s+/).filter(Boolean);
  const [baseTokens, theirTokens, ourTokens] = [split(base), split(theirs), split(ours)];
  return [.../* @__PURE__ */ new Set([...theirTokens, ...ourTokens])].filter((t) => !baseTokens.includes(t) || theirTokens.includes(t) && ourTokens.includes(t)).join(" ");
}
function removedLocally(parent, next) {
  const nodes = localChanges.get(parent)?.children?.nodes;
  if (!nodes || !(next instanceof Element)) return false;
  return [...nodes].some((node) => node.parentNode !== parent && node.isEqualNode(next));
}

// src/delta/checksum.ts
var encoder = new TextEncoder();
function checksum(...parts) {
  let a = 2538058380;
  let b = 1540483477;
  const word = (k) => {
    const mixedA = Math.imul(rotate(Math.imul(k, 3432918353), 15), 461845907);
    const mixedB = Math.imul(rotate(Math.imul(k, 597399067), 17), 2869860233);
    a = Math.imul(rotate(a ^ mixedA, 13), 5) + 3864292196 | 0;
    b = Math.imul(rotate(b ^ mixedB, 19), 5) + 1444728091 | 0;
  };
  for (const part of parts) {
    const bytes = encoder.encode(part);
    const { length } = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    let at = 0;
    for (; at + 4 <= length; at += 4) word(view.getInt32(at, true));
    let tail = 0;
    for (let i = 0; at + i < length; i++) tail |= bytes[at + i] << 8 * i;
    word(tail);
    word(length);
  }
  a = finish(a);
  b = finish(b) ^ a;
  const chars = [a, b].flatMap((lane) => [0, 8, 16, 24].map((shift) => lane >>> shift & 255));
  const base64 = btoa(String.fromCharCode(...chars));
  return base64.replace(/\+/g, "-").replace(/\//g, "_").replace("=", "");
}
var rotate = (k, by) => k << by | k >>> 32 - by;
function finish(h) {
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return h ^ h >>> 16;
}

// test/speed.ts
function show(html) {
  const page2 = document.createElement("div");
  page2.id = "page";
  page2.append(...parse(html).childNodes);
  document.body.replaceChildren(page2);
  watchLocalChanges(page2);
  return page2;
}
function timed(change) {
  const start = performance.now();
  change();
  return performance.now() - start;
}
var median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
function speed(bodies, runs) {
  const ways = {
    delta(page2, from, to) {
      const [sum, ...items] = to.delta;
      const { html, operations } = applyDelta(from.html, items);
      if (checksum(to.title, html) !== sum) throw new Error("the difference does not fit");
      if (morph(page2, html, {}, operations).has(page2)) throw new Error("the whole was looked at");
    },
    whole(page2, _, to) {
      morph(page2, to.html, {});
    },
    idiomorph(page2, _, to) {
      Idiomorph.morph(page2, to.html, { morphStyle: "innerHTML" });
    }
  };
  const times = {};
  for (let i = 0; i < runs; i++)
    for (const way in ways) {
      const page2 = show(bodies[0].html);
      for (const [from, to] of [bodies, [bodies[1], bodies[0]]]) {
        (times[way] ??= []).push(timed(() => ways[way](page2, from, to)));
        if (page2.innerHTML !== to.html) throw new Error(way + " does not show the new body");
      }
    }
  return Object.fromEntries(Object.entries(times).map(([way, all]) => [way, median(all)]));
}
Object.assign(window, { speed });
