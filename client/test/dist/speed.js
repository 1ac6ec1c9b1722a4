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
  const applied = { html, touched: [] };
  let operations = [];
  for (const it of [...delta, 0]) {
    if (typeof it === "string") applied.title = it;
    else if (it) operations.push(it);
    else {
      applied.html = step(applied.html, operations, applied.touched);
      operations = [];
    }
  }
  return applied;
}
function step(old, operations, touched) {
  const cuts = [];
  const cut = (at2, length, order = 1 /* Own */, text = "", touch, size) => cuts.push({ at: at2, length, order, text, touch, size });
  for (const [verb, ...rest] of operations) {
    if (typeof verb === "number") {
      const [size, ...splices] = rest;
      const touch = { kind: "edit", id: size ? idAt(old, verb) : "", html: "" };
      cut(verb, 0, 3 /* Begin */, "", touch, size);
      each(verb, splices, (at2, del, text) => cut(at2, del, 1 /* Own */, text));
      touched.push(touch);
    } else if (verb === "-") {
      for (let i = 0; i < rest.length; i += 2) {
        touched.push({ kind: "remove", id: idAt(old, rest[i]) });
        cut(rest[i], rest[i + 1]);
      }
    } else {
      const [at2, length, ...items] = rest;
      const before = verb === "<";
      const put = (html2) => cut(before ? at2 : at2 + length, 0, before ? 2 /* Before */ : 0 /* After */, html2);
      touched.push({
        kind: "place",
        id: idAt(old, at2),
        before,
        items: items.map((item) => {
          if (typeof item === "string" || typeof item[2] === "string") {
            const html3 = typeof item === "string" ? item : spliced(old, at2, length, item);
            put(html3);
            return { html: html3 };
          }
          const [from, its, ...splices] = item;
          const html2 = spliced(old, from, its, splices);
          cut(from, its);
          put(html2);
          return { id: idAt(old, from), html: splices.length ? html2 : void 0 };
        })
      });
    }
  }
  cuts.sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order);
  let html = "";
  let at = 0;
  for (const next of cuts) {
    html += old.slice(at, next.at);
    next.from = html.length;
    html += next.text;
    at = next.at + next.length;
  }
  html += old.slice(at);
  for (const { touch, from, size } of cuts) if (touch) touch.html = size ? html.slice(from, from + size) : html;
  return html;
}
function each(at, splices, found) {
  for (let i = 0; i < splices.length; i += 3) {
    at += splices[i];
    found(at, splices[i + 1], splices[i + 2]);
    at += splices[i + 1];
  }
}
function spliced(old, at, length, splices) {
  const end = at + length;
  let html = "";
  each(at, splices, (to, del, text) => {
    html += old.slice(at, to) + text;
    at = to + del;
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

// src/contract.ts
var PageID = "page";
var PartURL = "data-part";
var Keep = "data-keep";

// src/morph/localChanges.ts
var ours = /* @__PURE__ */ new Map();
var observed = { attributes: true, attributeOldValue: true, characterData: true, characterDataOldValue: true, childList: true, subtree: true };
var observer;
function watchOurs(element) {
  observer?.disconnect();
  ours.clear();
  observer = new MutationObserver(note);
  observer.observe(element, observed);
}
function noteOurs() {
  if (observer) note(observer.takeRecords());
}
function dropRecords() {
  observer?.takeRecords();
  for (const [el, its] of ours) {
    if (its.children && agrees(el, its.children)) delete its.children;
    if (!el.isConnected || !(its.attributes.size || its.children)) ours.delete(el);
  }
}
function forgetOurs(region) {
  delete ours.get(region)?.children;
  for (const el of ours.keys()) if (regionOf(el) === region) ours.delete(el);
}
function agrees(el, { nodes, base: base2 }) {
  const known = [...nodes];
  return known.length === el.childNodes.length && known.every((node, i) => node === el.childNodes[i] && (node instanceof Element || node.nodeValue === base2[i]?.nodeValue));
}
function addedTo(el) {
  const nodes = ours.get(el)?.children?.nodes;
  return nodes ? [...el.children].filter((child) => !nodes.has(child)) : [];
}
function of(el) {
  let known = ours.get(el);
  if (!known) ours.set(el, known = { attributes: /* @__PURE__ */ new Map() });
  return known;
}
function note(records) {
  const lists = /* @__PURE__ */ new Map();
  for (const record of records) {
    const el = record.type === "characterData" ? record.target.parentElement : record.target;
    if (!el) continue;
    if (record.type === "attributes") {
      if (el.parentElement?.closest(`[${Keep}]`)) continue;
      const { attributes: attributes2 } = of(el);
      const attribute = record.attributeName;
      if (!attributes2.has(attribute)) attributes2.set(attribute, record.oldValue);
    } else if (!el.closest(`[${Keep}]`) && !of(el).children) {
      const list = lists.get(el) ?? [];
      lists.set(el, list);
      list.push(record);
    }
  }
  for (const [el, list] of lists) of(el).children = undo(el, list);
}
function undo(el, records) {
  const nodes = [...el.childNodes];
  const texts2 = /* @__PURE__ */ new Map();
  for (const record of records.reverse()) {
    if (record.type === "characterData") {
      texts2.set(record.target, record.oldValue);
      continue;
    }
    for (const added of record.addedNodes) {
      const at2 = nodes.indexOf(added);
      if (at2 >= 0) nodes.splice(at2, 1);
    }
    let at = record.nextSibling ? nodes.indexOf(record.nextSibling) : nodes.length;
    if (at < 0) at = record.previousSibling ? nodes.indexOf(record.previousSibling) + 1 : nodes.length;
    nodes.splice(at, 0, ...record.removedNodes);
  }
  const base2 = nodes.map((node) => {
    const its = copy(node);
    if (texts2.has(node)) its.nodeValue = texts2.get(node);
    return its;
  });
  return { nodes: new Set(nodes), base: base2 };
}
var elsewhere = document.implementation.createHTMLDocument("");
function copy(node) {
  return elsewhere.importNode(node, true);
}

// src/page/page.ts
var root = document.documentElement;
var page = { element: document.getElementById(PageID), url: "", version: "", title: "", body: "" };
function regionOf(el) {
  return el.parentElement?.closest(`[${PartURL}],#${PageID}`) ?? root;
}

// src/morph/reconcile.ts
function walk(el, its, guide) {
  const { claims } = guide;
  const old = [...el.childNodes].filter((child) => !guide.stays(child) && !claims.isReserved(child, its));
  const next = [...its.childNodes].filter((child) => !guide.refuses(el, child));
  const matches = match(el, old, next, guide);
  const matched = new Set(matches);
  for (const child of old) if (!matched.has(child)) claims.remove(child);
  const still = stable(matches, old, guide);
  let before = null;
  for (let i = next.length - 1; i >= 0; i--) {
    const child = matches[i] ?? next[i];
    if (!still.has(child)) move(el, child, before);
    before = child;
  }
  matches.forEach((child, i) => child ? become(child, next[i], guide) : adopt(next[i], guide));
}
function adopt(el, guide) {
  if (!guide.claims.holds(el)) return;
  for (const its of [...el.children]) {
    const old = guide.claims.take(its, el);
    if (!old) {
      adopt(its, guide);
      continue;
    }
    move(el, old, its);
    its.remove();
    become(old, its, guide);
  }
}
function become(child, its, guide) {
  if (!(child instanceof Element)) {
    if (child.nodeValue !== its.nodeValue) child.nodeValue = its.nodeValue;
  } else if (!child.isEqualNode(its)) {
    const deeper = guide.visit(child, its);
    attributes(child, its, guide);
    if (deeper) walk(child, its, guide);
  }
}
function attributes(el, its, guide) {
  for (const { name, value } of its.attributes) if (el.getAttribute(name) !== value && guide.mayChange(el, name, value)) el.setAttribute(name, value);
  for (const { name } of [...el.attributes]) if (!its.hasAttribute(name) && guide.mayChange(el, name, null)) el.removeAttribute(name);
}
function move(parent, node, next) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}
function match(el, old, next, guide) {
  const matches = next.map(() => void 0);
  const free = new Set(old);
  const take = (i, child) => {
    if (!child || matches[i] || !free.has(child) || !alike(child, next[i])) return false;
    if (child instanceof Element && !guide.fits(child, next[i])) return false;
    matches[i] = child;
    return free.delete(child);
  };
  const unmatched = () => next.flatMap((its, i) => !matches[i] && its instanceof Element ? [i] : []);
  const pair = (key2) => {
    const open = unmatched();
    if (!open.length || !free.size) return;
    const known = /* @__PURE__ */ new Map();
    for (const child of free) {
      const k = child instanceof Element && key2(child);
      if (k) known.set(k, (known.get(k) ?? /* @__PURE__ */ new Set()).add(child));
    }
    if (!known.size) return;
    for (const i of open) {
      const same = known.get(key2(next[i]));
      for (const child of same ?? []) {
        if (!take(i, child)) continue;
        same.delete(child);
        break;
      }
    }
  };
  next.forEach((its, i) => {
    const claimed = guide.claims.take(its, el);
    if (!claimed) return;
    matches[i] = claimed;
    free.delete(claimed);
  });
  next.forEach((its, i) => its instanceof Element && take(i, guide.partner(its)));
  ends(old, next, take);
  pair((el2) => el2.id);
  if (free.size > 1 || unmatched().length > 1) {
    pair((el2) => !el2.id && el2.outerHTML);
    pair(innerId(free, next));
  }
  pair((el2) => !el2.id && named(el2) && el2.localName + named(el2));
  pair((el2) => !el2.id && !(isControl(el2) && named(el2)) && el2.localName);
  texts(old, next, matches, take);
  return matches;
}
function ends(old, next, take) {
  let start = 0;
  while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) take(start, old[start++]);
  for (let i = 1; i <= Math.min(old.length, next.length) - start; i++) {
    const child = old[old.length - i];
    if (!child.isEqualNode(next[next.length - i])) break;
    take(next.length - i, child);
  }
}
function innerId(free, next) {
  const ids = (el) => el.id ? [] : [...el.querySelectorAll("[id]")].map((inner) => inner.id);
  const theirs = new Set(next.flatMap((its) => its instanceof Element ? ids(its) : []));
  const both = new Set([...free].flatMap((child) => child instanceof Element && theirs.size ? ids(child) : []).filter((id) => theirs.has(id)));
  return (el) => both.size > 0 && (ids(el).find((id) => both.has(id)) ?? false);
}
function texts(old, next, matches, take) {
  const isText = (node) => !(node instanceof Element);
  next.forEach((its, i) => {
    if (!isText(its)) return;
    take(i, i ? matches[i - 1]?.nextSibling : old[0]);
    take(i, matches[i + 1]?.previousSibling);
  });
  const rest = old.filter(isText);
  next.forEach((its, i) => isText(its) && rest.forEach((child) => take(i, child)));
}
function alike(child, its) {
  if (child.nodeName !== its.nodeName) return false;
  return !(child instanceof Element) || ["id", "type"].every((name) => child.getAttribute(name) === its.getAttribute(name));
}
function named(el) {
  return el.getAttribute("name") ?? el.getAttribute("href") ?? el.getAttribute("src");
}
function isControl(el) {
  return el.matches("input,textarea,select,iframe");
}
function stable(matches, old, guide) {
  const index = new Map(old.map((child, i) => [child, i]));
  const order = matches.filter((child) => !!child && index.has(child));
  let places2 = order.map((child) => index.get(child));
  if (places2.every((place, i) => !i || place > places2[i - 1])) return new Set(order);
  const pinned = order.findIndex((child) => guide.fragile(child));
  if (pinned >= 0) {
    const fixed = places2[pinned];
    places2 = places2.filter((place, i) => i === pinned || (i < pinned ? place < fixed : place > fixed));
  }
  return new Set(longest(places2).map((place) => old[place]));
}
function longest(numbers) {
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
function showDelta(root2, touched, hands) {
  const find = (id) => {
    const el = document.getElementById(id);
    return el && regionOf(el) === root2 ? el : void 0;
  };
  const edit = (el, html) => {
    const theirs = only(html);
    return theirs?.id === el.id && theirs.localName === el.localName && hands.morph(el, theirs);
  };
  return touched.every((touch) => {
    const { kind: kind2, id } = touch;
    if (kind2 === "edit" && !id) return hands.morph(root2, parse(touch.html));
    const el = find(id);
    const parent = el?.parentElement;
    if (!parent) return false;
    if (parent.closest(`[${Keep}]`)) return true;
    if (kind2 === "edit") return edit(el, touch.html);
    if (!hands.enter(parent)) return false;
    if (kind2 === "remove") {
      el.remove();
      return true;
    }
    let last = el;
    return touch.items.every(({ id: id2, html }) => {
      const its = id2 ? find(id2) : only(html);
      if (!its || id2 && !(hands.enter(its.parentElement) && hands.movable(its))) return false;
      move(parent, its, touch.before ? el : last.nextSibling);
      last = its;
      return !id2 || html === void 0 || edit(its, html);
    });
  });
}
function only(html) {
  const { childNodes, firstElementChild } = parse(html);
  return childNodes.length === 1 && firstElementChild ? firstElementChild : void 0;
}

// src/morph/claims.ts
var Claims = class {
  /** New element → the old one that it continues. */
  byNew = /* @__PURE__ */ new Map();
  byOld = /* @__PURE__ */ new Map();
  /** Elements of the new and of the old tree that have such elements in them. */
  holders = /* @__PURE__ */ new Set();
  used = /* @__PURE__ */ new Set();
  held = /* @__PURE__ */ new Set();
  /** Old elements that are removed at the end, since others may still be taken out of them. */
  doomed = [];
  constructor(root2, theirs, region, fits) {
    const mine = (el) => regionOf(el) === region && !el.parentElement.closest(`[${Keep}]`);
    const nested = `[${Keep}] *,[${PartURL}] *,#${PageID} *`;
    const byId = /* @__PURE__ */ new Map();
    for (const el of root2.querySelectorAll("[id]")) if (!byId.has(el.id) && mine(el)) byId.set(el.id, el);
    for (const its of theirs.querySelectorAll("[id]")) {
      const el = byId.get(its.getAttribute("id"));
      if (el && el.localName === its.localName && kind(el) === kind(its) && fits(el, its) && !its.matches(nested)) this.add(el, its, root2, theirs);
    }
    const before = controls(root2, (el) => mine(el) && !this.byOld.has(el), (el) => this.byOld.has(el));
    if (!before.size) return;
    for (const [key2, theirControls] of controls(theirs, (el) => !this.byNew.has(el) && !el.matches(nested), (el) => this.byNew.has(el))) {
      const ours2 = before.get(key2) ?? [];
      if (ours2.length === theirControls.length) ours2.forEach((el, i) => fits(el, theirControls[i]) && this.add(el, theirControls[i], root2, theirs));
    }
  }
  add(el, its, root2, theirs) {
    if (this.byOld.has(el) || this.byNew.has(its)) return;
    this.byNew.set(its, el);
    this.byOld.set(el, its);
    for (const [node, top] of [[el, root2], [its, theirs]])
      for (let holder = node.parentElement; holder && holder !== top && !this.holders.has(holder); holder = holder.parentElement) this.holders.add(holder);
  }
  counterpart(el) {
    return this.byOld.get(el);
  }
  /** The old element of a new one that is about to be placed in a parent. */
  take(its, parent) {
    const el = this.byNew.get(its);
    if (!el || this.used.has(el) || el.contains(parent)) return void 0;
    this.used.add(el);
    return el;
  }
  /** Whether an old child waits to be taken into another parent than the one that becomes `its`. */
  isReserved(child, its) {
    const theirs = this.byOld.get(child);
    if (!theirs || theirs.parentElement === its) return false;
    if (!this.used.has(child)) this.held.add(child);
    return true;
  }
  /** Whether elements to be taken are in this one. */
  holds(el) {
    return this.holders.has(el);
  }
  remove(child) {
    if (this.holds(child)) this.doomed.push(child);
    else child.remove();
  }
  /** At the end: removes what was left for others to be taken out of it, and what nobody took. */
  finish() {
    for (const child of this.doomed) child.remove();
    for (const el of this.held) if (!this.used.has(el)) el.remove();
  }
};
function kind(el) {
  const type = el.localName === "input" ? (el.getAttribute("type") ?? "text").toLowerCase() : "";
  return /^(checkbox|radio|file|hidden|submit|button|reset|image|password)$/.test(type) ? type : "";
}
function controls(root2, want, known) {
  const found = /* @__PURE__ */ new Map();
  for (const el of root2.querySelectorAll("input[name],textarea[name],select[name]")) {
    const its = kind(el);
    if (/^(hidden|submit|button|reset|image)$/.test(its) || !want(el)) continue;
    const form = el.getAttribute("form") ?? el.closest("form")?.getAttribute("id") ?? actionOf(el.closest("form"));
    let around = el.parentElement;
    while (around && around !== root2 && !known(around)) around = around.parentElement;
    const row = around && around !== root2 ? around.getAttribute("id") : "";
    const key2 = [form, row, el.localName, its, el.getAttribute("name"), /^(checkbox|radio)$/.test(its) ? el.getAttribute("value") : ""].join("\n");
    found.set(key2, [...found.get(key2) ?? [], el]);
  }
  return found;
}
function actionOf(form) {
  return form?.getAttribute("action") ?? "";
}

// src/morph/fields.ts
function live(el) {
  if (el instanceof HTMLSelectElement) return [...el.selectedOptions].map((o) => o.value).join("\n");
  if (checkable(el)) return String(el.checked);
  if (el.type === "file") return [...el.files ?? []].map((f) => f.name + f.size + f.lastModified).join("\n");
  return el.value;
}
function base(el) {
  if (el instanceof HTMLSelectElement) {
    const chosen = [...el.options].filter((o) => o.defaultSelected);
    const first = el.multiple || el.size > 1 ? void 0 : [...el.options].find((o) => !o.disabled);
    return (el.multiple ? chosen : chosen.length ? chosen.slice(-1) : first ? [first] : []).map((o) => o.value).join("\n");
  }
  if (checkable(el)) return String(el.defaultChecked);
  if (el.type === "file") return "";
  return el.defaultValue;
}
function set(el, value) {
  if (el instanceof HTMLSelectElement) {
    let values = value.split("\n");
    const there = (v) => [...el.options].some((option) => option.value === v);
    if (value !== "" && !values.some(there)) values = base(el).split("\n");
    for (const option of el.options) {
      const chosen = values.includes(option.value);
      if (option.selected !== chosen) option.selected = chosen;
    }
  } else if (checkable(el)) {
    el.checked = value === "true";
  } else if (el.type === "file") {
    if (value === "") el.value = "";
  } else if (el.value !== value) {
    el.value = value;
  }
}
function checkable(el) {
  return el.type === "checkbox" || el.type === "radio";
}
function editable(el) {
  return !/^(hidden|submit|button|reset|image)$/.test(el.type);
}
function controlsIn(root2, region) {
  return [...root2.querySelectorAll("input,textarea,select")].filter((el) => editable(el) && regionOf(el) === region);
}
function isDirty(el) {
  if (live(el) !== base(el) || el.validity.badInput) return true;
  if (el.type !== "radio" || !el.name) return false;
  const group = (el.form ?? document).querySelectorAll(`input[type=radio][name="${CSS.escape(el.name)}"]`);
  return [...group].some((other) => other.form === el.form && other.checked !== other.defaultChecked);
}
var elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements");
var waiting = /* @__PURE__ */ new WeakMap();
document.addEventListener("focusout", (event) => {
  const el = event.target;
  if (waiting.has(el) && waiting.get(el) === live(el)) set(el, base(el));
  waiting.delete(el);
});
function guardFields(root2, rules, region = root2) {
  const before = /* @__PURE__ */ new Map();
  for (const el of controlsIn(root2, region)) {
    const known = { live: live(el), base: base(el), dirty: isDirty(el) };
    if (el === document.activeElement && "selectionStart" in el && el.selectionStart !== null)
      known.selection = [el.selectionStart, el.selectionEnd ?? el.selectionStart, el.selectionDirection ?? "none"];
    before.set(el, known);
  }
  return () => {
    for (const [el, was] of before) {
      if (!el.isConnected) continue;
      const focused = el === document.activeElement;
      const theirs = base(el);
      const mine = rules.fresh ? el === rules.inUse : rules.sent?.has(el) ? was.live !== rules.sent.get(el) : theirs === was.base || was.dirty || focused;
      if (mine && focused && !was.dirty && theirs !== was.base) waiting.set(el, was.live);
      set(el, mine ? was.live : theirs);
      if (focused && was.selection && mine) restore(el, was.selection);
    }
  };
}
function restore(el, [start, end, direction]) {
  if (el.selectionStart !== start || el.selectionEnd !== end) el.setSelectionRange(start, end, direction);
}

// src/morph/match.ts
function identify(root2, theirs, region, claims) {
  const partners = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map([[root2, theirs]]);
  function counterpart(el) {
    if (known.has(el)) return known.get(el);
    let found;
    if (root2.contains(el) && regionOf(el) === region) {
      const parent = counterpart(el.parentElement);
      found = claims.counterpart(el);
      if (found) {
        known.set(el, found);
        return found;
      }
      found = el.id ? theirs.querySelector(`${el.localName}#${CSS.escape(el.id)}`) : parent && alike2(el, parent);
    }
    known.set(el, found);
    if (found && !el.id && !partners.has(found)) partners.set(found, el);
    return found;
  }
  for (const el of ours.keys()) counterpart(el);
  return { partners, counterpart };
}
function alike2(el, parent) {
  const fits = (other) => other.localName === el.localName && !other.id;
  const candidates = [...parent.children].filter(fits);
  const siblings = [...el.parentElement.children].filter(fits);
  if (candidates.length === 1 && siblings.length === 1) return candidates[0];
  const base2 = asSent(el);
  const equal = candidates.filter((candidate) => candidate.isEqualNode(base2));
  const before = siblings.slice(0, siblings.indexOf(el)).filter((sibling) => base2.isEqualNode(asSent(sibling)));
  if (equal.length) return equal[Math.min(before.length, equal.length - 1)];
  return candidates.length === siblings.length ? candidates[siblings.indexOf(el)] : void 0;
}
function asSent(el) {
  const originals = [el, ...el.querySelectorAll("*")];
  if (!originals.some((original) => ours.has(original))) return el;
  const sent = copy(el);
  const copies = [sent, ...sent.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const known = ours.get(original);
    if (!known) return;
    for (const [name, value] of known.attributes) {
      if (value === null) copies[i].removeAttribute(name);
      else copies[i].setAttribute(name, value);
    }
    if (known.children) copies[i].replaceChildren(...known.children.base.map(copy));
  });
  return sent;
}

// src/util/storage.ts
function recall(key2, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem("goldfish:" + key2) ?? "");
  } catch {
    return otherwise;
  }
}

// src/navigation/scroll.ts
var key = "places";
var places = recall(key, {});
var scrolled = /* @__PURE__ */ new Set();
document.addEventListener(
  "scroll",
  (event) => {
    if (event.target instanceof Element) scrolled.add(event.target);
  },
  { capture: true, passive: true }
);
function jump(el, left, top) {
  el?.scrollTo({ left, top, behavior: "instant" });
}

// src/morph/morph.ts
var fragile = ":is(dialog:modal,:popover-open,iframe,video,audio)";
function morph(root2, theirs, rules = {}, delta) {
  noteOurs();
  if (rules.fresh) forgetOurs(root2);
  const shell = root2 === document.body;
  const region = shell ? document.documentElement : root2;
  const settleFields = guardFields(root2, rules, region);
  const settlePlaces = guardPlaces(root2);
  const touched = /* @__PURE__ */ new Set();
  const canMove = "moveBefore" in Element.prototype;
  const active = document.activeElement;
  const stuck = (node) => !canMove && node instanceof Element && (node.contains(active) || node.matches(fragile) || !!node.querySelector(fragile));
  const fits = (el, its) => [Keep, PartURL].every((mark) => el.hasAttribute(mark) === its.hasAttribute(mark)) && !(rules.fresh && el.hasAttribute(Keep) && !el.id);
  function make(el, theirs2) {
    if (!fits(el, theirs2) && el !== root2) return false;
    const claims = new Claims(el, theirs2, region, rules.fresh ? () => false : fits);
    const identity = identify(el, theirs2, region, claims);
    const { unchanged, added, settleLists } = guardLists(identity, root2);
    agree(identity);
    const guide = {
      partner: (its) => identity.partners.get(its),
      fits,
      stays: (child) => added.has(child) || shell && child.nodeName === "SCRIPT",
      refuses: removedByUs,
      mayChange,
      visit(el2) {
        touched.add(el2);
        return !unchanged.has(el2) && !el2.matches(`[${Keep}],[${PartURL}],#${PageID}`);
      },
      fragile: stuck,
      claims
    };
    if (el === root2) {
      touched.add(root2);
      walk(root2, theirs2, guide);
    } else {
      enter(el.parentElement);
      become(el, theirs2, guide);
    }
    claims.finish();
    settleLists();
    return true;
  }
  function enter(parent) {
    for (let el = parent; el && el !== root2; el = el.parentElement) touched.add(el);
    return !ours.get(parent)?.children;
  }
  if (!delta || rules.fresh || !showDelta(root2, delta, { morph: make, enter, movable: (el) => !stuck(el) })) make(root2, typeof theirs === "string" ? parse(theirs) : theirs);
  settleFields();
  settlePlaces();
  dropRecords();
  return touched;
}
function guardPlaces(root2) {
  const focused = document.activeElement;
  const selection = focused?.closest("[contenteditable]") ? getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  const places2 = [...scrolled].map((el) => [el, el.scrollLeft, el.scrollTop]);
  return () => {
    if (focused !== document.activeElement && root2.contains(focused)) focused.focus({ preventScroll: true });
    if (anchorNode && focusNode && root2.contains(anchorNode) && root2.contains(focusNode) && (selection.anchorNode !== anchorNode || selection.anchorOffset !== anchorOffset || selection.focusOffset !== focusOffset)) {
      const at = (node, offset) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
      selection.setBaseAndExtent(anchorNode, at(anchorNode, anchorOffset), focusNode, at(focusNode, focusOffset));
    }
    for (const [el, left, top] of places2) if (el.scrollTop !== top || el.scrollLeft !== left) jump(el, left, top);
  };
}
function guardLists({ counterpart }, root2) {
  const unchanged = /* @__PURE__ */ new Set();
  const added = /* @__PURE__ */ new Set();
  const both = [];
  for (const [el, { children }] of ours) {
    for (const child of addedTo(el)) added.add(child);
    const its = children && (el === root2 || !el.hasAttribute(PartURL)) && counterpart(el);
    if (!its) continue;
    const { base: base2 } = children;
    if (el.isContentEditable || base2.length === its.childNodes.length && base2.every((node, i) => node.isEqualNode(its.childNodes[i]))) {
      unchanged.add(el);
    } else {
      children.base = [...its.childNodes].map(copy);
      both.push(el);
    }
  }
  const settleLists = () => {
    for (const el of both) {
      const { children } = ours.get(el);
      const removed = [...children.nodes].filter((node) => !node.parentNode);
      children.nodes = new Set([...el.childNodes, ...removed].filter((node) => !added.has(node)));
    }
  };
  return { unchanged, added, settleLists };
}
function agree({ counterpart }) {
  for (const [el, { attributes: attributes2 }] of ours) {
    const its = counterpart(el);
    if (its) {
      for (const name of attributes2.keys()) if (its.getAttribute(name) === el.getAttribute(name)) attributes2.delete(name);
    }
  }
}
function mayChange(el, name, theirs) {
  const attributes2 = ours.get(el)?.attributes;
  if (!attributes2?.has(name)) return true;
  const base2 = attributes2.get(name) ?? null;
  if (base2 === theirs) return false;
  if (name !== "class") return attributes2.delete(name);
  attributes2.set(name, theirs);
  el.setAttribute(name, mergeTokens(base2, theirs, el.getAttribute(name)));
  return false;
}
function mergeTokens(base2, theirs, mine) {
  const [had, sent, have] = [base2, theirs, mine].map((text) => (text ?? "").split(/\s+/).filter(Boolean));
  return [.../* @__PURE__ */ new Set([...sent, ...have])].filter((t) => !had.includes(t) || sent.includes(t) && have.includes(t)).join(" ");
}
function removedByUs(parent, its) {
  const nodes = ours.get(parent)?.children?.nodes;
  return !!nodes && its instanceof Element && [...nodes].some((gone) => gone.parentNode !== parent && gone.isEqualNode(its));
}

// src/delta/checksum.ts
var encoder = new TextEncoder();
function sum(...parts) {
  let a = 2538058380;
  let b = 1540483477;
  const word = (k) => {
    a = Math.imul(turn(a ^ Math.imul(turn(Math.imul(k, 3432918353), 15), 461845907), 13), 5) + 3864292196 | 0;
    b = Math.imul(turn(b ^ Math.imul(turn(Math.imul(k, 597399067), 17), 2869860233), 19), 5) + 1444728091 | 0;
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
  return btoa(String.fromCharCode(...chars)).replace(/\+/g, "-").replace(/\//g, "_").replace("=", "");
}
var turn = (k, by) => k << by | k >>> 32 - by;
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
  watchOurs(page2);
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
      const { html, touched } = applyDelta(from.html, to.delta);
      if (sum(to.title, html) !== to.version) throw new Error("the difference does not fit");
      if (morph(page2, html, {}, touched).has(page2)) throw new Error("the whole was looked at");
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
