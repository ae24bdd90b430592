package org.commonprosperity.planted.architecture.project;

import org.springframework.data.repository.Repository;

/**
 * Is named after its kind instead of what it holds.
 */
interface ThingRepository extends Repository<Thing, Long> {

}
