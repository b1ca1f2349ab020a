package io.wick.ignite.internal.actor;

import io.wick.internal.actor.Place;

/** An actor and where it lives or is about to. */
public record Located(ActorProfile profile, Place place) {}
