/** What people and programs do with the whole product, from outside. */
package dev.portalledger.standalone.journey;
